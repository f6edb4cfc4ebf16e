import type { ApprovalMove, ApprovalState } from '../../domain/approval/approval.ts'

type Words = { ja: string; en: string }

export const STATES: Record<ApprovalState, Words> = {
  drafted: { ja: '準備中', en: 'Draft' },
  requested: { ja: '依頼中', en: 'Requested' },
  approved: { ja: '承認済み・決裁待ち', en: 'Approved, awaiting decision' },
  decided: { ja: '決裁済み', en: 'Decided' },
  rejected: { ja: '却下', en: 'Refused' },
  returned: { ja: '差し戻し', en: 'Returned' },
  withdrawn: { ja: '取り下げ', en: 'Withdrawn' },
  expired: { ja: '期限切れ', en: 'Expired' },
}

export const ACTS: Record<ApprovalMove, Words> = {
  submit: { ja: '依頼', en: 'Asked' },
  approve: { ja: '承認', en: 'Approved' },
  decide: { ja: '決裁', en: 'Decided' },
  reject: { ja: '却下', en: 'Refused' },
  send_back: { ja: '差し戻し', en: 'Sent back' },
  withdraw: { ja: '取り下げ', en: 'Withdrew' },
  expire: { ja: '期限切れ', en: 'Expired' },
}

export const PAGE_WORDS = {
  ja: {
    document: '承認の記録',
    state: '状態',
    askedBy: '依頼した人',
    askedAt: '依頼した日時',
    approver: '承認者',
    decider: '決裁者',
    decidedAt: '決裁した日時',
    expiresAt: '期限',
    partner: '取引先',
    proposal: '承認を求める内容',
    reason: '理由',
    steps: '経過',
    when: '日時',
    act: '操作',
    who: '担当者',
    comment: '言葉',
    actingFor: (name: string) => `（${name} の代理）`,
    printed: (at: string) => `${at} 印刷`,
  },
  en: {
    document: 'Approval record',
    state: 'State',
    askedBy: 'Asked by',
    askedAt: 'Asked at',
    approver: 'Approver',
    decider: 'Decides',
    decidedAt: 'Decided at',
    expiresAt: 'Lapses',
    partner: 'Partner',
    proposal: 'What is asked for',
    reason: 'Reason',
    steps: 'Steps so far',
    when: 'When',
    act: 'Step',
    who: 'Who',
    comment: 'Words',
    actingFor: (name: string) => ` (for ${name})`,
    printed: (at: string) => `Printed ${at}`,
  },
} as const
