import { defineErrors } from '../../platform/errors.ts'

export const authErrors = defineErrors('auth', {
  invalid: {
    kind: 'unauthenticated',
    ja: 'メールアドレスかパスワードが違います。大文字・小文字をご確認ください。',
    en: 'The e-mail address or password is not right. Check capitals and try again.',
  },
  password_wrong: {
    kind: 'invalid',
    ja: 'いまのパスワードが違います。大文字・小文字をご確認ください。',
    en: 'The current password is not right. Check capitals and try again.',
  },
  totp_required: {
    kind: 'unauthenticated',
    ja: '認証アプリに表示されている6桁の番号を入力してください。',
    en: 'Enter the 6-digit code shown in your authenticator app.',
  },
  totp_wrong: {
    kind: 'unauthenticated',
    ja: '6桁の番号が合いません。端末の時刻が正しいか確かめ、次の番号を入力してください。',
    en: 'That code does not match. Check your phone’s clock and enter the next code.',
  },
  no_second_factor: {
    kind: 'conflict',
    ja: '認証アプリがまだ登録されていません。先に登録してください。',
    en: 'No authenticator app is registered yet. Register one first.',
  },
  token_by_session: {
    kind: 'forbidden',
    ja: 'APIトークンは、ご本人が画面でサインインして発行します。二要素の登録がまだのときは、先に済ませてください。',
    en: 'API tokens are issued by the person signed in on the screens. Register the second factor first if it is still missing.',
  },
  second_factor_by_session: {
    kind: 'forbidden',
    ja: '認証アプリは、ご本人が画面でサインインして登録します。APIトークンでは登録できません。',
    en: 'The second factor is registered by the person signed in on the screens, not with an API token.',
  },
  proof_needed: {
    kind: 'conflict',
    ja: '認証アプリはすでに登録されています。替えるときは、パスワードといまの6桁で確かめてから登録し直してください。',
    en: 'An authenticator app is already registered. To replace it, confirm with your password and its present code.',
  },
  setup_closed: {
    kind: 'gone',
    ja: '初期設定はすでに終わっているか、リンクが正しくありません。サインイン画面へお進みください。',
    en: 'Set-up is already finished or this link is not right. Go to the sign-in page.',
  },
})

export const organizationErrors = defineErrors('organization', {
  email_taken: {
    kind: 'conflict',
    ja: 'このメールアドレスはすでに登録されています。',
    en: 'This e-mail address is already registered.',
  },
  unit_name_taken: {
    kind: 'conflict',
    ja: '同じ名前の部門があります。別の名前にしてください。',
    en: 'A unit with this name already exists. Choose another name.',
  },
  last_administrator: {
    kind: 'conflict',
    ja: '管理者が一人もいなくなるため、変更できません。先に別の方を管理者にしてください。',
    en: 'This would leave no administrator. Make someone else an administrator first.',
  },
  unit_circular: {
    kind: 'conflict',
    ja: 'この部門の下にある部門は、上の部門に選べません。',
    en: 'A unit below this one cannot be chosen as the unit above it.',
  },
  own_second_factor: {
    kind: 'conflict',
    ja: '自分の認証アプリは、アカウントの画面で替えてください。失ったときは、ほかの管理者に依頼してください。',
    en: 'Replace your own authenticator app on the account page. If it is lost, ask another administrator.',
  },
})
