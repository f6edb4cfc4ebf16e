import { defineRights } from '../../domain/access/access.ts'

/** Who may see what was sent, and who may send it again or stop it. */
export const noticeRights = defineRights('notice', {
  read: {
    ja: '送信の状況を見る',
    en: 'See what was sent',
    roles: ['administrator', 'security_lead', 'procurement', 'auditor', 'legal', 'executive', 'unit_member'],
  },
  send: {
    ja: 'お知らせを送る・送り直す・取りやめる',
    en: 'Send, send again or cancel notices',
    roles: ['administrator', 'security_lead', 'procurement'],
  },
})
