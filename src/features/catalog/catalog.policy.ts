import { defineRights } from '../../domain/access/access.ts'

/** Who may read, edit and publish policy and texts. */
export const catalogRights = defineRights('catalog', {
  read: {
    ja: 'きまりと文面の版を見る',
    en: 'See versions of policy and texts',
    roles: ['administrator', 'security_lead', 'procurement', 'auditor', 'legal', 'executive', 'unit_member'],
  },
  edit: {
    ja: 'きまりと文面の下書きを作る',
    en: 'Draft policy and texts',
    roles: ['administrator', 'security_lead'],
  },
  publish: {
    ja: 'きまりと文面を公開する',
    en: 'Publish policy and texts',
    roles: ['administrator', 'security_lead'],
  },
})
