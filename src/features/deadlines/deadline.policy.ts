import { defineRights } from '../../domain/access/access.ts'

/** Who may see what is due; changing a deadline is a right of the matter it belongs to. */
export const deadlineRights = defineRights('deadline', {
  read: {
    ja: '期限を見る',
    en: 'See what is due',
    roles: ['administrator', 'security_lead', 'procurement', 'auditor', 'legal', 'executive', 'unit_member'],
  },
})
