import { defineErrors } from '../../platform/errors.ts'

export const assignmentErrors = defineErrors('assignment', {
  member_unknown: {
    kind: 'invalid',
    ja: '選ばれた担当者が見つからないか、利用を停止しています。選び直してください。',
    en: 'A chosen person was not found or is suspended. Please choose again.',
  },
})
