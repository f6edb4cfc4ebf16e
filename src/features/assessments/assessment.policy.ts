import { defineRights } from '../../domain/access/access.ts'

/** Who may do what with assessments. */
export const assessmentRights = defineRights('assessment', {
  read: {
    ja: '評価を見る',
    en: 'See assessments',
    roles: ['administrator', 'security_lead', 'procurement', 'auditor', 'legal', 'executive', 'unit_member'],
  },
  ask: {
    ja: '取引先に評価をお願いする',
    en: 'Ask partners for an assessment',
    roles: ['administrator', 'security_lead', 'procurement'],
  },
  answer: {
    ja: '取引先に代わって回答を入力する',
    en: 'Enter answers for a partner',
    roles: ['administrator', 'security_lead', 'procurement'],
  },
  review: {
    ja: '回答を確認し、結果を確定する',
    en: 'Review answers and confirm results',
    roles: ['security_lead', 'auditor'],
  },
  comment: {
    ja: '評価についてやり取りする',
    en: 'Write comments on assessments',
    roles: ['administrator', 'security_lead', 'procurement', 'auditor', 'legal'],
  },
})
