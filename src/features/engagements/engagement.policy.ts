import { defineRights } from '../../domain/access/access.ts'

/** Who may do what with engagements and levels. */
export const engagementRights = defineRights('engagement', {
  read: {
    ja: '委託案件と水準の理由を見る',
    en: 'See engagements and the reasons of a level',
    roles: ['administrator', 'security_lead', 'procurement', 'auditor', 'legal', 'executive', 'unit_member'],
  },
  update: {
    ja: '委託案件を加える・直す',
    en: 'Add and edit engagements',
    roles: ['administrator', 'security_lead', 'procurement'],
  },
  triage: {
    ja: '三つの質問で仮の水準を付ける',
    en: 'Give provisional levels by three questions',
    roles: ['administrator', 'security_lead', 'procurement'],
  },
  override: {
    ja: '水準の上書きを申請する',
    en: 'Ask for an override of a level',
    roles: ['administrator', 'security_lead', 'procurement'],
  },
})
