import { and, asc, desc, eq, gt, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import { connectionKindsOf } from '../../domain/risk/connection-bits.ts'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { assignments, members, units } from '../organizations/organization.tables.ts'
import { partnerCurrent, partners, partnerUnits, timelineEntries } from './partner.tables.ts'
import {
  type Cursor,
  decodeCursor,
  encodeCursor,
  type Filter,
  filterWhere,
  type Reader,
} from './partner-filter.queries.ts'
import { scopeWhere } from './scope.queries.ts'

export const unitIdsOf = async (db: TenantTx, tenant: string, partnerId: string): Promise<string[]> => {
  const rows = await db
    .select({ unitId: partnerUnits.unitId })
    .from(partnerUnits)
    .where(and(eq(partnerUnits.tenantId, tenant), eq(partnerUnits.partnerId, partnerId)))
    .orderBy(asc(partnerUnits.unitId))
  return rows.map((row) => row.unitId)
}

type Sort = 'reading' | 'level' | 'due'

const { levelRank, dueOn, sortKey, partnerId } = partnerCurrent

const orders: Record<Sort, SQL[]> = {
  reading: [asc(sortKey), asc(partnerId)],
  level: [asc(levelRank), asc(sortKey), asc(partnerId)],
  due: [asc(dueOn), asc(sortKey), asc(partnerId)],
}

const isDay = (key: Cursor['key']): boolean =>
  typeof key === 'string' && /^\d{4}-\d\d-\d\d$/.test(key) && toInstantOrNull(`${key}T00:00:00.000Z`) !== null

/** A moment as written here, or nothing; a day that no calendar has becomes another one and is found out by that. */
const toInstantOrNull = (text: string): Instant | null => {
  const at = Date.parse(text)
  return Number.isNaN(at) || new Date(at).toISOString() !== text ? null : (text as Instant)
}

/** The place in a list of this order; a cursor of another order stands for the beginning. */
const cursorFor = (sort: Sort, text: string | undefined): Cursor | null => {
  const cursor = text === undefined ? null : decodeCursor(text)
  const fits = { reading: true, level: Number.isInteger(cursor?.key), due: isDay(cursor?.key ?? null) }
  return fits[sort] ? cursor : null
}

/** Rows after the cursor; compared as one row, so that the index of the order finds the place at once. */
const after = (sort: Sort, cursor: Cursor): SQL => {
  const place = sql`${cursor.sortKey}::text, ${cursor.id}::uuid`
  if (sort === 'level') return sql`(${levelRank}, ${sortKey}, ${partnerId}) > (${Number(cursor.key)}::int, ${place})`
  if (sort === 'due') return sql`(${dueOn}, ${sortKey}, ${partnerId}) > (${String(cursor.key)}::date, ${place})`
  return sql`(${sortKey}, ${partnerId}) > (${place})`
}

const namesBy = async <K extends string>(
  rows: Promise<{ partnerId: string; name: K }[]>,
): Promise<Map<string, K[]>> => {
  const map = new Map<string, K[]>()
  for (const { partnerId, name } of await rows) map.set(partnerId, [...(map.get(partnerId) ?? []), name])
  return map
}

/** One page of partners with what a list shows of each: three statements, whatever the page's length. */
export const listPartners = async (
  db: TenantTx,
  reader: Reader,
  filter: Filter,
  page: { sort: Sort; after?: string | undefined; limit: number },
) => {
  const cursor = cursorFor(page.sort, page.after)
  const rows = await db
    .select()
    .from(partnerCurrent)
    .where(and(filterWhere(reader, filter), cursor === null ? undefined : after(page.sort, cursor)))
    .orderBy(...orders[page.sort])
    .limit(page.limit + 1)
  const shown = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? shown.at(-1) : undefined
  return {
    items: await describeRows(
      db,
      reader.tenant,
      shown.map((row) => row.partnerId),
      shown,
    ),
    next: last === undefined ? null : encodeCursor(cursorAt(page.sort, last)),
  }
}

const cursorAt = (sort: Sort, row: typeof partnerCurrent.$inferSelect): Cursor => ({
  key: sort === 'level' ? row.levelRank : sort === 'due' ? row.dueOn : null,
  sortKey: row.sortKey,
  id: row.partnerId,
})

/** One row of a list, with what an export adds. */
export type ListedPartner = Awaited<ReturnType<typeof describeRows>>[number]

const describeRows = async (
  db: TenantTx,
  tenant: string,
  ids: string[],
  currents: (typeof partnerCurrent.$inferSelect)[],
) => {
  if (ids.length === 0) return []
  const facts = await db
    .select()
    .from(partners)
    .where(and(eq(partners.tenantId, tenant), inArray(partners.id, ids)))
  const byId = new Map(facts.map((row) => [row.id, row]))
  const unitNames = await namesBy(
    db
      .select({ partnerId: partnerUnits.partnerId, name: units.name })
      .from(partnerUnits)
      .innerJoin(units, and(eq(units.tenantId, partnerUnits.tenantId), eq(units.id, partnerUnits.unitId)))
      .where(and(eq(partnerUnits.tenantId, tenant), inArray(partnerUnits.partnerId, ids))),
  )
  const owners = await namesBy(
    db
      .select({ partnerId: assignments.partnerId, name: members.name })
      .from(assignments)
      .innerJoin(members, and(eq(members.tenantId, assignments.tenantId), eq(members.id, assignments.memberId)))
      .where(and(eq(assignments.tenantId, tenant), inArray(assignments.partnerId, ids))),
  )
  return currents.flatMap((current) => {
    const row = byId.get(current.partnerId)
    if (row === undefined) return []
    const { id, version, code, name, industryNote, industry, country, address, kind, stage } = row
    const { reading, nameEn, corporateNumber, postalCode, employees, capitalYen, tags } = row
    return [
      {
        id,
        version,
        code,
        name,
        industryNote,
        industry,
        country,
        address,
        kind,
        stage,
        reading,
        nameEn,
        corporateNumber,
        postalCode,
        employees,
        capitalYen,
        tags,
        level: current.levelEffective,
        provisional: current.provisional,
        overridden: current.overrideId !== null,
        maturity: current.maturity,
        scoreBp: current.scoreBp,
        assessmentState: current.assessmentState,
        nextDue: current.nextDue,
        answerDue: current.answerDue,
        connections: connectionKindsOf(current.connectionBits),
        units: unitNames.get(id) ?? [],
        owners: owners.get(id) ?? [],
      },
    ]
  })
}

/** One page of a partner's history, newest first. */
export const readTimeline = async (
  db: TenantTx,
  { tenant, scope }: Pick<Reader, 'tenant' | 'scope'>,
  partnerId: string,
  page: { kind?: string | undefined; after?: string | undefined; limit: number },
) => {
  const cursor = page.after === undefined ? null : decodeCursor(page.after)
  const at = cursor === null ? null : toInstantOrNull(cursor.sortKey)
  const named = scopeWhere(scope, tenant, timelineEntries.subjectId) ?? sql`true`
  const rows = await db
    .select({
      id: timelineEntries.id,
      at: timelineEntries.at,
      kind: timelineEntries.kind,
      event: timelineEntries.event,
      params: timelineEntries.params,
      by: members.name,
      isHidden: sql<boolean>`coalesce(${timelineEntries.subjectType} = 'partner' AND NOT (${named}), false)`,
    })
    .from(timelineEntries)
    .leftJoin(members, and(eq(members.tenantId, timelineEntries.tenantId), eq(members.id, timelineEntries.by)))
    .where(
      and(
        eq(timelineEntries.tenantId, tenant),
        eq(timelineEntries.partnerId, partnerId),
        page.kind === undefined ? undefined : eq(timelineEntries.kind, page.kind),
        at === null || cursor === null
          ? undefined
          : or(lt(timelineEntries.at, at), and(eq(timelineEntries.at, at), gt(timelineEntries.id, cursor.id))),
      ),
    )
    .orderBy(desc(timelineEntries.at), asc(timelineEntries.id))
    .limit(page.limit + 1)
  // A line may name another partner, whom this reader need not see.
  const items = rows
    .slice(0, page.limit)
    .map(({ isHidden, ...row }) => (isHidden ? { ...row, params: { ...row.params, name: '—' } } : row))
  const last = rows.length > page.limit ? items.at(-1) : undefined
  return { items, next: last === undefined ? null : encodeCursor({ key: null, sortKey: last.at, id: last.id }) }
}
