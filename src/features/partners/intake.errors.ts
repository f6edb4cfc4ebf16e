import { defineErrors } from '../../platform/errors.ts'

export const intakeErrors = defineErrors('intake', {
  unknown_link: {
    kind: 'not_found',
    ja: 'このリンクは見つかりません。受け取ったリンクを最後まで写しているかご確認ください。',
    en: 'This link was not found. Check that you copied all of it.',
  },
  ended_link: {
    kind: 'gone',
    ja: 'このリンクは使えなくなりました。新しいリンクを購買の担当者にご依頼ください。',
    en: 'This link can no longer be used. Please ask procurement for a new one.',
  },
})
