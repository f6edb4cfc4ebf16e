import { and, asc, desc, eq, gt, inArray, or, type SQL } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Scope } from '../../domain/access/access.ts'
import { readMomentCursor, writeMomentCursor } from '../../platform/db/moment-cursor.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { type DeadlineState, deadlines } from './deadline.tables.ts'

/** Holds rows of a partner to a reader's scope; partners stand to the right, so their condition is handed in. */
export type PartnerCondition = (scope: Scope, tenant: string, partnerId: AnyPgColumn) => SQL | undefined

export type DeadlineFilter = {
  partner?: string | undefined
  state?: readonly DeadlineState[] | undefined
}

const columns = {
  id: deadlines.id,
  version: deadlines.version,
  kind: deadlines.kind,
  subjectType: deadlines.subjectType,
  subjectId: deadlines.subjectId,
  partnerId: deadlines.partnerId,
  ownerId: deadlines.ownerId,
  opensAt: deadlines.opensAt,
  dueAt: deadlines.dueAt,
  dueLocal: deadlines.dueLocal,
  tz: deadlines.tz,
  state: deadlines.state,
  rule: deadlines.rule,
}

const afterCursor = (text: string | undefined): SQL | undefined => {
  const cursor = readMomentCursor(text)
  if (cursor === null) return undefined
  return or(gt(deadlines.dueAt, cursor.at), and(eq(deadlines.dueAt, cursor.at), gt(deadlines.id, cursor.id)))
}

export const listDeadlines = async (
  db: TenantTx,
  tenant: string,
  scope: Scope,
  inScope: PartnerCondition,
  { partner, state, after, limit }: DeadlineFilter & { after?: string | undefined; limit: number },
) => {
  const rows = await db
    .select(columns)
    .from(deadlines)
    .where(
      and(
        eq(deadlines.tenantId, tenant),
        inScope(scope, tenant, deadlines.partnerId),
        inArray(deadlines.state, [...(state ?? (['open', 'overdue'] as const))]),
        partner === undefined ? undefined : eq(deadlines.partnerId, partner),
        afterCursor(after),
      ),
    )
    .orderBy(asc(deadlines.dueAt), asc(deadlines.id))
    .limit(limit + 1)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const more = rows.length > limit && last !== undefined
  return { items, next: more ? writeMomentCursor({ at: last.dueAt, id: last.id }) : null }
}

export const deadlinesOf = (db: TenantTx, tenant: string, subject: { type: string; id: string }) =>
  db
    .select(columns)
    .from(deadlines)
    .where(
      and(eq(deadlines.tenantId, tenant), eq(deadlines.subjectType, subject.type), eq(deadlines.subjectId, subject.id)),
    )
    .orderBy(desc(deadlines.dueAt))

/** What a partner's history says of a deadline. */
export const readDeadline = async (db: TenantTx, tenant: string, id: string) => {
  const [row] = await db
    .select({ ...columns, stream: deadlines.stream })
    .from(deadlines)
    .where(and(eq(deadlines.tenantId, tenant), eq(deadlines.id, id)))
  return row
}
