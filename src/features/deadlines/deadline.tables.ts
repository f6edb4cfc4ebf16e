import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Instant, PlainDate } from '../../domain/time.ts'
import { instant, ownRow, plainDate, tenantId, textC } from '../../platform/db/columns.ts'
import type { Stream } from '../../platform/ledger/chain.ts'

export type DeadlineState = 'scheduled' | 'open' | 'overdue' | 'paused' | 'done' | 'cancelled'
export type DeadlineStep = { no: number; at: Instant; do: string; to: string }

/** Every promise with its clock: all instants are computed when it opens and stored. */
export const deadlines = pgTable(
  'deadlines',
  {
    ...ownRow(),
    kind: textC().notNull(),
    subjectType: textC().notNull(),
    subjectId: uuid().notNull(),
    cycleKey: textC().notNull(),
    /** The ledger stream of the matter it belongs to. */
    stream: textC().$type<Stream>().notNull(),
    partnerId: uuid(),
    unitId: uuid(),
    ownerId: uuid(),
    awarenessAt: instant(),
    opensAt: instant().notNull(),
    startsFrom: textC().notNull(),
    dueAt: instant().notNull(),
    dueLocal: plainDate().$type<PlainDate>(),
    tz: textC().notNull(),
    calendarVersion: textC().notNull(),
    rule: jsonb().$type<{ id: string; version: number }>().notNull(),
    steps: jsonb().$type<DeadlineStep[]>().notNull(),
    state: textC().$type<DeadlineState>().notNull(),
    nextStepNo: integer(),
    nextStepAt: instant(),
    attempts: integer().notNull().default(0),
    parkedAt: instant(),
    closedAt: instant(),
    closeReason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('deadlines_cycle').on(t.tenantId, t.kind, t.subjectType, t.subjectId, t.cycleKey),
    index('deadlines_next').on(t.tenantId, t.nextStepAt).where(sql`${t.nextStepAt} IS NOT NULL`),
    index('deadlines_parked').on(t.tenantId, t.parkedAt).where(sql`${t.parkedAt} IS NOT NULL`),
    index('deadlines_due').on(t.tenantId, t.state, t.dueAt),
    index('deadlines_partner').on(t.tenantId, t.partnerId, t.dueAt),
    check('deadlines_state', sql`${t.state} IN ('scheduled','open','overdue','paused','done','cancelled')`),
  ],
)

/** The proof against doubles: one row per step that was taken, collapsed or skipped. */
export const deadlineSteps = pgTable(
  'deadline_steps',
  {
    tenantId: tenantId(),
    deadlineId: uuid().notNull(),
    stepNo: integer().notNull(),
    plannedAt: instant().notNull(),
    performedAt: instant().notNull(),
    outcome: textC().$type<'performed' | 'collapsed' | 'skipped'>().notNull(),
    late: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.deadlineId, t.stepNo] }),
    foreignKey({ columns: [t.tenantId, t.deadlineId], foreignColumns: [deadlines.tenantId, deadlines.id] }),
    check('deadline_steps_outcome', sql`${t.outcome} IN ('performed','collapsed','skipped')`),
  ],
)

/** When a tenant's next step is due, so that an idle clock reads one short row; null when nothing is planned. */
export const clockDue = pgTable('clock_due', { tenantId: tenantId(), earliest: instant() }, (t) => [
  primaryKey({ columns: [t.tenantId] }),
])

/** The clock's pulse. A named exception to tenant isolation: the clock serves the whole installation. */
export const clockHeartbeats = pgTable('clock_heartbeats', {
  name: textC().primaryKey(),
  at: instant().notNull(),
  detail: jsonb().notNull(),
})
