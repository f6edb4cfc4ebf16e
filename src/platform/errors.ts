export type Locale = 'ja' | 'en'
export type Params = Readonly<Record<string, string | number>>

/** What sort of refusal it is; platform/http holds the one table that turns this into a status. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'gone'
  | 'too_large'
  | 'unsupported_type'
  | 'precondition'
  | 'too_many'
  | 'unavailable'

export type FieldError = { field: string; code: string; message: string }
export type ErrorText = { kind: ErrorKind; ja: string; en: string }

/** A refusal the caller can understand: a code, its values and its words in both languages. */
export class AppError extends Error {
  readonly code: string
  readonly text: ErrorText
  readonly params: Params
  readonly fields: readonly FieldError[]
  constructor(code: string, text: ErrorText, params: Params = {}, fields: readonly FieldError[] = []) {
    super(code)
    this.name = 'AppError'
    this.code = code
    this.text = text
    this.params = params
    this.fields = fields
  }
}

/** A declared refusal: called, it makes the error; its code and words document it. */
export type ErrorMaker = ((params?: Params, fields?: readonly FieldError[]) => AppError) & {
  code: string
  text: ErrorText
}

/** Declares a feature's refusals; a code without a text in each language does not compile. */
export const defineErrors = <K extends string>(prefix: string, table: Record<K, ErrorText>): Record<K, ErrorMaker> =>
  Object.fromEntries(
    Object.entries<ErrorText>(table).map(([name, text]) => {
      const code = `${prefix}.${name}`
      const make = (params: Params = {}, fields: readonly FieldError[] = []) => new AppError(code, text, params, fields)
      return [name, Object.assign(make, { code, text })]
    }),
  ) as Record<K, ErrorMaker>

export const fillText = (template: string, params: Params): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))

export const platformErrors = defineErrors('request', {
  invalid: {
    kind: 'invalid',
    ja: '入力に直すところがあります。各項目の説明をご確認ください。',
    en: 'Some entries need correcting. See the note at each field.',
  },
  unauthenticated: {
    kind: 'unauthenticated',
    ja: 'サインインが必要です。もう一度サインインしてください。',
    en: 'Please sign in. Your session may have ended.',
  },
  forbidden: {
    kind: 'forbidden',
    ja: 'この操作を行う権限がありません。管理者に「{permission}」の権限を依頼してください。',
    en: 'You may not do this. Ask an administrator for the permission "{permission}".',
  },
  not_found: {
    kind: 'not_found',
    ja: '見つかりません。削除されたか、見る権限がない可能性があります。',
    en: 'Not found. It may have been removed, or you may not have access.',
  },
  csrf: {
    kind: 'forbidden',
    ja: '画面の有効期限が切れました。ページを読み込み直してから、もう一度お試しください。',
    en: 'This page is out of date. Reload it and try again.',
  },
  changed_meanwhile: {
    kind: 'precondition',
    ja: 'ほかの人が先に変更しました（いまの版は{version}）。最新の内容を読み込んでから、もう一度お試しください。',
    en: 'Someone else changed this first (now version {version}). Load the latest and try again.',
  },
  version_needed: {
    kind: 'invalid',
    ja: '変更のもとになった版（If-Match）が示されていません。画面を読み込み直してください。',
    en: 'The version you started from (If-Match) is missing. Reload the page.',
  },
  repeated_key: {
    kind: 'conflict',
    ja: '同じ Idempotency-Key が、別の内容で使われています。新しいキーで送ってください。',
    en: 'This Idempotency-Key was already used with other content. Send a new key.',
  },
  too_many: {
    kind: 'too_many',
    ja: '短い時間に回数が多すぎます。{seconds}秒ほど待ってから、もう一度お試しください。',
    en: 'Too many attempts. Wait about {seconds} seconds and try again.',
  },
  too_large: {
    kind: 'too_large',
    ja: '送られた内容が大きすぎます（上限{megabytes}MB）。分けてお送りください。',
    en: 'What you sent is too large (at most {megabytes} MB). Please send it in parts.',
  },
  unsupported_type: {
    kind: 'unsupported_type',
    ja: '送られた内容の形式を扱えません。画面からやり直すか、API の説明にある形式でお送りください。',
    en: 'Content of this type cannot be taken in. Try again from the page, or send the type named in the API description.',
  },
  internal: {
    kind: 'unavailable',
    ja: '処理を終えられませんでした。入力した内容は変更されていません。時間をおいて、もう一度お試しください。',
    en: 'This could not be completed and nothing was changed. Please try again shortly.',
  },
})
