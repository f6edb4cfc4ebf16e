import { and, asc, desc, eq, gt, lt, or, type SQL, sql } from 'drizzle-orm'
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
import { firstHits } from './partner-search.queries.ts'
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

type Page = { sort: Sort; after?: string | undefined; limit: number }

/** How many hits are looked at for a row: nearly all are shown to who sees everything and asks for nothing else. */
const hitsPerRow = ({ scope }: Reader, others: Filter): number =>
  scope.kind === 'all' && Object.values(others).every((value) => value === undefined) ? 2 : 24

/** The first hits by reading that pass, with one more than the page; undefined when more have to be looked at. */
const readFirst = async (db: TenantTx, reader: Reader, { q, ...others }: Filter, page: Page, cursor: Cursor | null) => {
  if (q === undefined || page.sort !== 'reading') return undefined
  const most = hitsPerRow(reader, others) * (page.limit + 1)
  const hits = await firstHits(db, q, cursor, most)
  if (hits === undefined || hits.length === 0) return hits && []
  // Behind a SELECT the ids are unknown to the planner, who would else look for them all along the index of readings.
  const among = sql`${partnerId} = ANY(ARRAY(SELECT unnest(${sql.param(hits)}::uuid[])))`
  const rows = await readRows(db, and(filterWhere(reader, others), among), page, cursor)
  return rows.length > page.limit || hits.length < most ? rows : undefined
}

const readRows = (db: TenantTx, where: SQL | undefined, { sort, limit }: Page, cursor: Cursor | null) =>
  db
    .select()
    .from(partnerCurrent)
    .where(and(where, cursor === null ? undefined : after(sort, cursor)))
    .orderBy(...orders[sort])
    .limit(limit + 1)

/** One page of partners with what a list shows of each: two statements, three for a search, whatever the page's length. */
export const listPartners = async (db: TenantTx, reader: Reader, filter: Filter, page: Page) => {
  const cursor = cursorFor(page.sort, page.after)
  const rows =
    (await readFirst(db, reader, filter, page, cursor)) ??
    (await readRows(db, filterWhere(reader, filter), page, cursor))
  const shown = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? shown.at(-1) : undefined
  return {
    items: await describeRows(db, reader.tenant, shown),
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

// Each name is looked up by itself: joined, a planner that has never counted the units begins with all of them.
const unitNames = sql<string[]>`ARRAY(
  SELECT (SELECT u.name FROM ${units} u WHERE u.tenant_id = at.tenant_id AND u.id = at.unit_id) AS name
    FROM ${partnerUnits} at WHERE at.tenant_id = ${partners}.tenant_id AND at.partner_id = ${partners}.id ORDER BY name)`
const ownerNames = sql<string[]>`ARRAY(
  SELECT (SELECT m.name FROM ${members} m WHERE m.tenant_id = by.tenant_id AND m.id = by.member_id) AS name
    FROM ${assignments} by WHERE by.tenant_id = ${partners}.tenant_id AND by.partner_id = ${partners}.id ORDER BY name)`

const LISTED = {
  id: partners.id,
  version: partners.version,
  code: partners.code,
  name: partners.name,
  industryNote: partners.industryNote,
  industry: partners.industry,
  country: partners.country,
  address: partners.address,
  kind: partners.kind,
  stage: partners.stage,
  reading: partners.reading,
  nameEn: partners.nameEn,
  corporateNumber: partners.corporateNumber,
  postalCode: partners.postalCode,
  employees: partners.employees,
  capitalYen: partners.capitalYen,
  tags: partners.tags,
  units: unitNames,
  owners: ownerNames,
}

const describeRows = async (db: TenantTx, tenant: string, currents: (typeof partnerCurrent.$inferSelect)[]) => {
  if (currents.length === 0) return []
  const ids = currents.map((current) => current.partnerId)
  const facts = await db
    .select(LISTED)
    .from(partners)
    .where(and(eq(partners.tenantId, tenant), sql`${partners.id} = ANY(${sql.param(ids)}::uuid[])`))
  const byId = new Map(facts.map((row) => [row.id, row]))
  return currents.flatMap((current) => {
    const row = byId.get(current.partnerId)
    if (row === undefined) return []
    return [
      {
        ...row,
        level: current.levelEffective,
        provisional: current.provisional,
        overridden: current.overrideId !== null,
        maturity: current.maturity,
        scoreBp: current.scoreBp,
        assessmentState: current.assessmentState,
        nextDue: current.nextDue,
        answerDue: current.answerDue,
        connections: connectionKindsOf(current.connectionBits),
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
