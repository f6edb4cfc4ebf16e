import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import { insertion, insertNew, updateMany } from '../../platform/db/bulk.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { clockDue, deadlineSteps, deadlines } from './deadline.tables.ts'

export type Deadline = typeof deadlines.$inferSelect
export type NewDeadline = typeof deadlines.$inferInsert
export type NewStep = typeof deadlineSteps.$inferInsert

/** Adds deadlines unless the same cycle of the same subject already has one; answers the ids of the new ones. */
export const insertDeadlines = (db: TenantTx, rows: readonly NewDeadline[]): Promise<ReadonlySet<string>> =>
  insertNew(db, deadlines, rows)

export type CycleKey = { kind: string; subject: { type: string; id: string }; cycleKey: string }

export const deadlineOfCycle = async (db: TenantTx, tenant: string, key: CycleKey): Promise<Deadline | undefined> => {
  const [row] = await db
    .select()
    .from(deadlines)
    .where(
      and(
        eq(deadlines.tenantId, tenant),
        eq(deadlines.kind, key.kind),
        eq(deadlines.subjectType, key.subject.type),
        eq(deadlines.subjectId, key.subject.id),
        eq(deadlines.cycleKey, key.cycleKey),
      ),
    )
  return row
}

/** Hands the deadlines of these matters to another partner. */
export const reassignDeadlines = async (
  db: TenantTx,
  tenant: string,
  subjectType: string,
  subjectIds: readonly string[],
  partnerId: string,
): Promise<void> => {
  if (subjectIds.length > 0)
    await db
      .update(deadlines)
      .set({ partnerId })
      .where(
        and(
          eq(deadlines.tenantId, tenant),
          eq(deadlines.subjectType, subjectType),
          inArray(deadlines.subjectId, [...subjectIds]),
        ),
      )
}

/** Gets a deadline and holds it against the clock and other editors until the transaction ends. */
export const lockDeadline = async (db: TenantTx, tenant: string, id: string): Promise<Deadline | undefined> => {
  const [row] = await db
    .select()
    .from(deadlines)
    .where(and(eq(deadlines.tenantId, tenant), eq(deadlines.id, id)))
    .for('update')
  return row
}

export const updateDeadline = async (
  db: TenantTx,
  before: Pick<Deadline, 'tenantId' | 'id' | 'version'>,
  change: Partial<NewDeadline>,
  now: Instant,
): Promise<void> => {
  await db
    .update(deadlines)
    .set({ ...change, version: before.version + 1, updatedAt: now })
    .where(and(eq(deadlines.tenantId, before.tenantId), eq(deadlines.id, before.id)))
}

/** Tells the clock of a step that may be earlier than all it knows. */
export const bringClockForward = async (db: TenantTx, tenant: string, at: Instant): Promise<void> => {
  await db
    .insert(clockDue)
    .values({ tenantId: tenant, earliest: at })
    .onConflictDoUpdate({ target: clockDue.tenantId, set: { earliest: sql`least(${clockDue.earliest}, ${at})` } })
}

/** The moment of the tenant's next step as the clock knows it. */
export const earliestStep = async (db: TenantTx, tenant: string): Promise<Instant | null> => {
  const [row] = await db.select({ earliest: clockDue.earliest }).from(clockDue).where(eq(clockDue.tenantId, tenant))
  return row?.earliest ?? null
}

/** Sets the clock to the earliest step left; the row is locked first, so a deadline opened meanwhile is not forgotten. */
export const settleClock = async (db: TenantTx, tenant: string): Promise<void> => {
  await db.execute(sql`SELECT 1 FROM ${clockDue} WHERE ${clockDue.tenantId} = ${tenant} FOR UPDATE`)
  await db.execute(
    sql`UPDATE clock_due SET earliest = (SELECT min(next_step_at) FROM deadlines WHERE tenant_id = ${tenant} AND next_step_at IS NOT NULL)
         WHERE tenant_id = ${tenant}`,
  )
}

/** Takes deadlines whose next step has come; what another worker holds is passed over. */
export const claimDue = (db: TenantTx, tenant: string, now: Instant, limit: number): Promise<Deadline[]> =>
  db
    .select()
    .from(deadlines)
    .where(and(eq(deadlines.tenantId, tenant), lte(deadlines.nextStepAt, now), isNull(deadlines.parkedAt)))
    .orderBy(asc(deadlines.nextStepAt))
    .limit(limit)
    .for('update', { skipLocked: true })

/** Writes that steps were taken; answers the deadlines whose step had not been taken before. */
export const insertSteps = async (db: TenantTx, rows: readonly NewStep[]): Promise<ReadonlySet<string>> => {
  const done = await db.execute<{ deadline_id: string }>(
    sql`${insertion(deadlineSteps, rows)} ON CONFLICT DO NOTHING RETURNING deadline_id`,
  )
  return new Set(done.rows.map((row) => row.deadline_id))
}

export type NextStep = Pick<Deadline, 'id' | 'version' | 'state' | 'nextStepNo' | 'nextStepAt'>

/** Moves deadlines that the caller holds on to their next steps. */
export const moveDeadlines = async (
  db: TenantTx,
  tenant: string,
  rows: readonly NextStep[],
  now: Instant,
): Promise<void> => {
  await updateMany(
    db,
    deadlines,
    rows.map((row) => ({ ...row, version: row.version + 1, attempts: 0, updatedAt: now })),
    ['state', 'nextStepNo', 'nextStepAt', 'attempts', 'version', 'updatedAt'],
    ['id'],
    sql`t.tenant_id = ${tenant} AND t.id = n.id`,
  )
}
