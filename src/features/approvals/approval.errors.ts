import type { ApprovalRefusal } from '../../domain/approval/approval.ts'
import { defineErrors } from '../../platform/errors.ts'

export const approvalErrors = defineErrors('approval', {
  no_decider: {
    kind: 'conflict',
    ja: '決裁できる方がほかにいません。「設定 › 担当者」で、決裁する方を加えてください。',
    en: 'There is nobody else who can decide. Add someone under Settings › People.',
  },
  no_approver: {
    kind: 'conflict',
    ja: '決裁の前に承認する方が必要ですが、依頼した方と決裁する方のほかに、承認できる方がいません。「設定 › 担当者」で加えてください。',
    en: 'Someone must approve before the decision, but there is nobody besides the asker and the decider who can. Add someone under Settings › People.',
  },
  not_entitled: {
    kind: 'invalid',
    ja: '選んだ方は、承認・決裁ができる方ではありません。承認者と決裁者には、依頼した方のほかの別々の方を選んでください。',
    en: 'The person chosen may not approve or decide. Choose two different people, neither of them the one who asks.',
  },
  wrong_state: {
    kind: 'conflict',
    ja: 'この依頼は、いまの状態ではその操作ができません。',
    en: 'This request cannot take that step in its present state.',
  },
  own_request: {
    kind: 'forbidden',
    ja: '自分で依頼したものは、自分では決裁できません。',
    en: 'You cannot decide what you asked for yourself.',
  },
  own_approval: {
    kind: 'forbidden',
    ja: '承認した方は、同じ依頼を決裁できません。決裁者ご本人か、ほかの代理の方にお任せください。',
    en: 'Who approved a request cannot decide it too. Leave it to the decider or another deputy.',
  },
  not_your_turn: {
    kind: 'forbidden',
    ja: 'この依頼の承認者・決裁者ではありません。',
    en: 'You are not the person to approve or decide this.',
  },
  not_a_deputy: {
    kind: 'forbidden',
    ja: 'その方の代理として登録されていないか、代理の期間外です。',
    en: 'You are not registered as a deputy of that person for today.',
  },
  reason_missing: {
    kind: 'invalid',
    ja: '差し戻し・却下には理由が必要です。',
    en: 'Sending back or refusing needs a reason.',
  },
  deputy_period: {
    kind: 'invalid',
    ja: '代理の期間は、これから先の1年以内で、終わりを始まりより後にしてください。',
    en: 'The period must end after it starts, end in the future and last at most a year.',
  },
  expired: {
    kind: 'conflict',
    ja: 'この依頼は期限を過ぎています。必要なら、あらためて依頼してください。',
    en: 'This request has expired. Ask again if it is still needed.',
  },
})

export const refusedMove = (reason: ApprovalRefusal) =>
  approvalErrors[reason === 'not_expired' ? 'wrong_state' : reason]()
