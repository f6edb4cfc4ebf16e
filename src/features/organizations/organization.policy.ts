import { defineRights } from '../../domain/access/access.ts'

/** Who may look after the organisation itself. */
export const organizationRights = defineRights('organization', {
  read: {
    ja: '組織と担当者を見る',
    en: 'See the organisation and its people',
    roles: ['administrator', 'security_lead', 'procurement', 'auditor', 'legal', 'executive', 'unit_member'],
  },
  manage: { ja: '部門・担当者・役割を管理する', en: 'Manage units, people and roles', roles: ['administrator'] },
  configure: { ja: 'メールなどの設定を変える', en: 'Change settings such as mail', roles: ['administrator'] },
})
