import { defineErrors } from '../../platform/errors.ts'

export const evidenceErrors = defineErrors('evidence', {
  grade_unknown: {
    kind: 'invalid',
    ja: '種類に合う段階（★の数や Type）を選んでください。',
    en: 'Choose a grade (stars or type) that this kind comes in.',
  },
  dates_reversed: {
    kind: 'invalid',
    ja: '有効期限は、有効になる日より後にしてください。',
    en: 'The expiry has to be after the first day it holds.',
  },
  checked_in_future: {
    kind: 'invalid',
    ja: '確認日は今日までの日付にしてください。',
    en: 'The day of the check cannot be in the future.',
  },
})
