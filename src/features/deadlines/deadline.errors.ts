import { defineErrors } from '../../platform/errors.ts'

export const deadlineErrors = defineErrors('deadline', {
  closed: {
    kind: 'conflict',
    ja: 'この期限はすでに終わっているため、変更できません。',
    en: 'This deadline is already closed and can no longer be changed.',
  },
  due_before_opening: {
    kind: 'invalid',
    ja: '期限は、始まりより後の日時にしてください。',
    en: 'The deadline must be later than its beginning.',
  },
  reason_needed: {
    kind: 'invalid',
    ja: '期限を変える理由を入力してください。',
    en: 'Please give the reason for changing the deadline.',
  },
})
