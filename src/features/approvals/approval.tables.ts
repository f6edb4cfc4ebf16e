import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { ApprovalMove, ApprovalState } from '../../domain/approval/approval.ts'
import { instant, ownRow, textC } from '../../platform/db/columns.ts'
import { members } from '../organizations/organization.tables.ts'

/** States in which a request still waits for somebody. */
export const OPEN_STATES: readonly ApprovalState[] = ['drafted', 'requested', 'approved', 'returned']

/** One request for consent, whatever it is about: 起案 → 承認 → 決裁. */
export const approvals = pgTable(
  'approvals',
  {
    ...ownRow(),
    kind: textC().notNull(),
    subjectType: textC().notNull(),
    subjectId: uuid().notNull(),
    partnerId: uuid(),
    title: text().notNull(),
    reason: text().notNull(),
    proposal: jsonb().$type<Record<string, unknown>>().notNull(),
    state: textC().$type<ApprovalState>().notNull(),
    askedBy: uuid().notNull(),
    askedFor: uuid(),
    approverId: uuid(),
    deciderId: uuid().notNull(),
    decidedBy: uuid(),
    decidedFor: uuid(),
    decidedAt: instant(),
    expiresAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.askedBy], foreignColumns: [members.tenantId, members.id] }),
    foreignKey({ columns: [t.tenantId, t.approverId], foreignColumns: [members.tenantId, members.id] }),
    foreignKey({ columns: [t.tenantId, t.deciderId], foreignColumns: [members.tenantId, members.id] }),
    foreignKey({ columns: [t.tenantId, t.decidedBy], foreignColumns: [members.tenantId, members.id] }),
    check(
      'approvals_never_own',
      sql`${t.decidedBy} IS NULL OR (${t.decidedBy} <> ${t.askedBy} AND ${t.decidedFor} IS DISTINCT FROM ${t.askedBy})`,
    ),
    check(
      'approvals_state',
      sql`${t.state} IN ('drafted','requested','approved','decided','rejected','returned','withdrawn','expired')`,
    ),
    index('approvals_list').on(t.tenantId, t.state, t.createdAt),
    index('approvals_subject').on(t.tenantId, t.subjectType, t.subjectId),
  ],
)

/** What was done with a request for consent, by whom, for whom and with which words; never changed. */
export const approvalSteps = pgTable(
  'approval_steps',
  {
    ...ownRow(),
    approvalId: uuid().notNull(),
    no: integer().notNull(),
    act: textC().$type<ApprovalMove>().notNull(),
    by: uuid(),
    actingFor: uuid(),
    comment: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.approvalId], foreignColumns: [approvals.tenantId, approvals.id] }).onDelete(
      'cascade',
    ),
    index('approval_steps_order').on(t.tenantId, t.approvalId, t.no),
  ],
)

/** Who may act for whom, and until when. */
export const deputies = pgTable(
  'deputies',
  {
    ...ownRow(),
    memberId: uuid().notNull(),
    deputyId: uuid().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }),
    foreignKey({ columns: [t.tenantId, t.deputyId], foreignColumns: [members.tenantId, members.id] }),
    check('deputies_never_self', sql`${t.memberId} <> ${t.deputyId}`),
    index('deputies_deputy').on(t.tenantId, t.deputyId, t.endsAt),
  ],
)
