import { defineRights } from '../../domain/access/access.ts'

/** Who may do what with partners. */
export const partnerRights = defineRights('partner', {
  read: {
    ja: '取引先を見る',
    en: 'See partners',
    roles: ['administrator', 'security_lead', 'procurement', 'auditor', 'legal', 'executive', 'unit_member'],
  },
  create: { ja: '取引先を加える', en: 'Add partners', roles: ['administrator', 'security_lead', 'procurement'] },
  update: { ja: '取引先の情報を直す', en: 'Edit partners', roles: ['administrator', 'security_lead', 'procurement'] },
  note: {
    ja: '取引先にメモを書く',
    en: 'Write notes on partners',
    roles: ['administrator', 'security_lead', 'procurement', 'auditor', 'legal', 'unit_member'],
  },
  archive: {
    ja: '取引先をしまう・戻す',
    en: 'Archive and restore partners',
    roles: ['administrator', 'security_lead', 'procurement'],
  },
  merge: { ja: '重複した取引先をまとめる', en: 'Merge duplicate partners', roles: ['administrator', 'security_lead'] },
  assign: {
    ja: '担当者を決める',
    en: 'Assign people to partners',
    roles: ['administrator', 'security_lead', 'procurement'],
  },
  intake: {
    ja: '部門に新しい取引先の申し込みリンクを渡す',
    en: 'Give departments a link to propose partners',
    roles: ['administrator', 'security_lead', 'procurement'],
  },
  import: { ja: '台帳を取り込む', en: 'Import a ledger', roles: ['administrator', 'security_lead', 'procurement'] },
  export: {
    ja: '一覧をまとめて書き出す',
    en: 'Export lists in bulk',
    roles: ['administrator', 'security_lead', 'auditor'],
  },
})
