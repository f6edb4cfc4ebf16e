import type { RequestState } from '../../domain/assessment/request-state.ts'
import { AppError, defineErrors, fillText, type Locale } from '../../platform/errors.ts'

export const assessmentErrors = defineErrors('assessment', {
  already_running: {
    kind: 'conflict',
    ja: '{partners}には、まだ終わっていない評価があります。先にそちらを終えるか、取り下げてください。',
    en: 'An assessment is still running for {partners}. Finish or withdraw it first.',
  },
  archived: {
    kind: 'conflict',
    ja: '{partners}は、しまってある取引先です。評価をお願いするには、先に取引先を元へ戻してください。',
    en: '{partners} is in the archive. Restore the partner before asking for an assessment.',
  },
  wrong_state: {
    kind: 'conflict',
    ja: 'この評価はいま「{state}」のため、この操作はできません。画面を読み込み直してください。',
    en: 'This is not possible while the assessment is "{state}". Reload the page.',
  },
  no_set: {
    kind: 'invalid',
    ja: '水準がまだ決まっていない取引先があります。質問の組を選んでください。',
    en: 'A partner has no level yet. Choose a question set.',
  },
  unknown_question: {
    kind: 'not_found',
    ja: 'この質問は見つかりません。画面を読み込み直してください。',
    en: 'This question was not found. Reload the page.',
  },
  bad_value: {
    kind: 'invalid',
    ja: 'この質問では選べない回答です。○・△・×・－から選び直してください。',
    en: 'This answer cannot be chosen here. Choose one of the four answers.',
  },
  locked: {
    kind: 'conflict',
    ja: 'ご提出いただいた内容を確認しています。直したいところがあるときは、メッセージでお知らせください。',
    en: 'Your answers are being read. If something needs changing, please send us a message.',
  },
  incomplete: {
    kind: 'invalid',
    ja: 'あと{count}か所、ご記入をお願いします。',
    en: '{count} places still need an answer.',
  },
  lead_only: {
    kind: 'forbidden',
    ja: 'この操作は、最初にお願いした方だけができます。担当の方にお伝えください。',
    en: 'Only the person we first asked can do this. Please tell that person.',
  },
  section_closed: {
    kind: 'not_found',
    ja: 'この質問は、お任せした範囲に入っていません。',
    en: 'This question is not in the part you were asked to answer.',
  },
  colleagues_full: {
    kind: 'conflict',
    ja: 'お手伝いをお願いできるのは{most}名までです。終わった方のリンクを止めても増やせないときは、メッセージでお知らせください。',
    en: 'At most {most} colleagues can be asked. If that is not enough, please send us a message.',
  },
  messages_full: {
    kind: 'too_many',
    ja: '1日にお送りいただけるメッセージは{most}件までです。続きは明日お送りいただくか、お電話でお知らせください。',
    en: 'At most {most} messages can be sent in a day. Please continue tomorrow or call us.',
  },
  evidence_full: {
    kind: 'conflict',
    ja: '資料は1つの質問に{most}個までです。不要なものを外すか、まとめた1つのファイルにしてください。',
    en: 'At most {most} files fit one question. Remove some or join them into one file.',
  },
  evidence_too_much: {
    kind: 'conflict',
    ja: 'この評価で画面からお預かりできる資料の量（合わせて{gigabytes}GB）を超えます。受け渡しの方法を、メッセージかお電話でご相談ください。',
    en: 'This exceeds what can be handed in here for one assessment ({gigabytes} GB in all). Please ask us by message or telephone how to hand it over.',
  },
  review_open: {
    kind: 'conflict',
    ja: 'まだ確認していない回答が{count}件あります。',
    en: '{count} answers have not been reviewed yet.',
  },
  returned_left: {
    kind: 'conflict',
    ja: '差し戻すと決めた回答が{count}件あります。差し戻すか、判断を変えてから確定してください。',
    en: '{count} answers are marked to be returned. Return them or change the decision first.',
  },
  nothing_returned: {
    kind: 'conflict',
    ja: '差し戻す回答がありません。直していただきたい回答に印と言葉を付けてください。',
    en: 'No answer is marked to be returned. Mark the answers and say what is needed.',
  },
  no_address: {
    kind: 'conflict',
    ja: 'メールの宛先が登録されていません。書面か Excel でお願いするか、連絡先を登録してください。',
    en: 'No mail address is registered. Ask by letter or Excel, or register a contact.',
  },
  form_unreadable: {
    kind: 'invalid',
    ja: '{reason}お送りした回答用紙のまま記入されているかご確認ください。何も取り込んでいません。',
    en: '{reason} Check that it is the form we sent. Nothing was taken in.',
  },
  form_problems: {
    kind: 'invalid',
    ja: '回答用紙に直すところが{count}か所あります。何も取り込んでいません。',
    en: '{count} places in the form need correcting. Nothing was taken in.',
  },
  catalog_missing: {
    kind: 'conflict',
    ja: '今日から使える「{kind}」の版がありません。カタログで版を公開してください。',
    en: 'No version of "{kind}" is in force today. Publish one in the catalogue.',
  },
  day_over: {
    kind: 'invalid',
    ja: '回答の期限に、過ぎた日は選べません。今日か、今日より後の日にしてください。',
    en: 'The last day for the answers is over already. Choose today or a later day.',
  },
  past_deadline: {
    kind: 'invalid',
    ja: '新しい期限は、いまの期限より後の日にしてください。',
    en: 'The new date must be later than the present one.',
  },
})

export const portalErrors = defineErrors('portal', {
  unknown_link: {
    kind: 'not_found',
    ja: 'このリンクは見つかりません。メールのリンクの最後まで写っているかご確認ください。',
    en: 'This link was not found. Check that the whole link was copied from the mail.',
  },
  closed_link: {
    kind: 'gone',
    ja: 'このリンクは使えなくなりました。新しいリンクが必要なときは、お願いした会社の担当者へお知らせください。',
    en: 'This link can no longer be used. Ask the company that sent it for a new one.',
  },
  code_wrong: {
    kind: 'invalid',
    ja: '確認番号が違います。あと{left}回入力できます。',
    en: 'The code does not match. You have {left} tries left.',
  },
  code_spent: {
    kind: 'gone',
    ja: 'この確認番号は使えなくなりました。新しい番号をお送りしますので、もう一度「番号を受け取る」を押してください。',
    en: 'This code can no longer be used. Press "Get a code" and we will send a new one.',
  },
})

const STATES: Record<RequestState, { ja: string; en: string }> = {
  draft: { ja: '準備中', en: 'draft' },
  sending: { ja: '送信中', en: 'sending' },
  open: { ja: '回答待ち', en: 'awaiting answer' },
  submitted: { ja: '確認待ち', en: 'to review' },
  returned: { ja: '差し戻し', en: 'returned' },
  confirmed: { ja: '確定', en: 'confirmed' },
  cancelled: { ja: '取り下げ', en: 'withdrawn' },
}

/** Says in the words of each language in which state a request is that forbids what was wanted; programs get its code. */
export const wrongState = (state: RequestState): AppError => {
  const { code, text } = assessmentErrors.wrong_state
  const said = (locale: Locale) => fillText(text[locale], { state: STATES[state][locale] })
  return new AppError(code, { ...text, ja: said('ja'), en: said('en') }, { state })
}
