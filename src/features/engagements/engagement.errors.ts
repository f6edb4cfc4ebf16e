import { defineErrors } from '../../platform/errors.ts'

export const engagementErrors = defineErrors('engagement', {
  unknown_value: {
    kind: 'invalid',
    ja: '「{value}」は、いまの方針の選択肢にありません。画面を読み込み直して選び直してください。',
    en: '"{value}" is not among the choices of the policy in force. Reload the page and choose again.',
  },
  period_reversed: {
    kind: 'invalid',
    ja: '終了日が開始日より前です。期間をご確認ください。',
    en: 'The period ends before it starts. Please check the dates.',
  },
  unit_unknown: {
    kind: 'invalid',
    ja: '選ばれた部門が見つかりません。部門を選び直してください。',
    en: 'The chosen unit was not found. Please choose again.',
  },
  already_ended: {
    kind: 'conflict',
    ja: 'この委託案件は、すでに終わっています。',
    en: 'This engagement has already ended.',
  },
  override_past: {
    kind: 'invalid',
    ja: '上書きの期限が過ぎています。{today}以降の日を選んでください。',
    en: 'The override would already be over. Choose a day from {today} on.',
  },
  override_too_long: {
    kind: 'invalid',
    ja: '上書きの期限は、長くても{latest}までです。続けるときは、期限の前にもう一度申請してください。',
    en: 'An override lasts until {latest} at most. To go on, ask again before it ends.',
  },
  override_waiting: {
    kind: 'conflict',
    ja: 'この取引先には、承認を待っている上書きの申請があります。',
    en: 'An override of this partner is already waiting for consent.',
  },
  override_same: {
    kind: 'conflict',
    ja: 'いまの水準と同じです。上書きは必要ありません。',
    en: 'This is the level in force already; no override is needed.',
  },
})
