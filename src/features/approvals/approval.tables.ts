import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, ownRow, textC } from '../../platform/db/columns.ts'
import { members } from '../organizations/organization.tables.ts'

export type ApprovalState =
  | 'drafted'
  | 'asked'
  | 'reviewed'
  | 'approved'
  | 'refused'
  | 'sent_back'
  | 'withdrawn'
  | 'expired'

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
    proposal: jsonb().notNull(),
    state: textC().$type<ApprovalState>().notNull(),
    askedBy: uuid().notNull(),
    reviewedBy: uuid(),
    decidedBy: uuid(),
    decidedFor: uuid(),
    decidedAt: instant(),
    expiresAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.askedBy], foreignColumns: [members.tenantId, members.id] }),
    foreignKey({ columns: [t.tenantId, t.decidedBy], foreignColumns: [members.tenantId, members.id] }),
    check(
      'approvals_never_own',
      sql`${t.decidedBy} IS NULL OR (${t.decidedBy} <> ${t.askedBy} AND ${t.decidedFor} IS DISTINCT FROM ${t.askedBy})`,
    ),
    index('approvals_state').on(t.tenantId, t.state, t.createdAt),
    index('approvals_subject').on(t.tenantId, t.subjectType, t.subjectId),
  ],
)

export const approvalSteps = pgTable(
  'approval_steps',
  {
    ...ownRow(),
    approvalId: uuid().notNull(),
    no: integer().notNull(),
    act: textC().notNull(),
    by: uuid().notNull(),
    actingFor: uuid(),
    comment: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.approvalId], foreignColumns: [approvals.tenantId, approvals.id] }).onDelete(
      'cascade',
    ),
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
  ],
)
