import { defineErrors } from '../../platform/errors.ts'

export const subcontractErrors = defineErrors('subcontract', {
  would_loop: {
    kind: 'conflict',
    ja: '再委託の輪ができてしまうため、登録できません。再委託の向きをご確認ください。',
    en: 'This would close a circle of sub-contracts. Check who passes work to whom.',
  },
  already_there: {
    kind: 'conflict',
    ja: 'この再委託先は、すでに登録されています。',
    en: 'This sub-contractor is already registered.',
  },
})
