import { defineErrors } from '../../platform/errors.ts'

export const intakeErrors = defineErrors('intake', {
  whole_network_only: {
    kind: 'forbidden',
    ja: '申請用リンクを扱えるのは、すべての取引先を受け持つ人だけです。管理者にご相談ください。',
    en: 'Only a person responsible for all partners may handle these links. Please ask an administrator.',
  },
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
