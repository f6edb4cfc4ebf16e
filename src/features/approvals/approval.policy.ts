import { defineRights } from '../../domain/access/access.ts'

/** Who may ask for consent, see requests and decide them. */
export const approvalRights = defineRights('approval', {
  read: {
    ja: '承認の依頼を見る',
    en: 'See requests for approval',
    roles: ['administrator', 'security_lead', 'procurement', 'auditor', 'legal', 'executive', 'unit_member'],
  },
  ask: {
    ja: '承認を依頼する',
    en: 'Ask for approval',
    roles: ['administrator', 'security_lead', 'procurement', 'auditor', 'legal'],
  },
  decide: { ja: '承認・決裁する', en: 'Approve and decide', roles: ['administrator', 'security_lead', 'executive'] },
})
