import { and, asc, desc, eq, gt, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import { connectionKindsOf } from '../../domain/risk/connection-bits.ts'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { assignments, members, units } from '../organizations/organization.tables.ts'
import { partnerCurrent, partners, partnerUnits, timelineEntries } from './partner.tables.ts'
import {
  afterReading,
  type Cursor,
  decodeCursor,
  encodeCursor,
  type Filter,
  filterWhere,
  type Reader,
} from './partner-filter.queries.ts'

export const unitIdsOf = async (db: TenantTx, tenant: string, partnerId: string): Promise<string[]> => {
  const rows = await db
    .select({ unitId: partnerUnits.unitId })
    .from(partnerUnits)
    .where(and(eq(partnerUnits.tenantId, tenant), eq(partnerUnits.partnerId, partnerId)))
    .orderBy(asc(partnerUnits.unitId))
  return rows.map((row) => row.unitId)
}

type Sort = 'reading' | 'level' | 'due'

const FAR = '9999-12-31'
const level = sql<number>`coalesce(${partnerCurrent.levelEffective}, -1)`
const due = sql<string>`least(coalesce(${partnerCurrent.answerDue}, ${FAR}), coalesce(${partnerCurrent.nextDue}, ${FAR}))`

const orders: Record<Sort, SQL[]> = {
  reading: [asc(partnerCurrent.sortKey), asc(partnerCurrent.partnerId)],
  level: [desc(level), asc(partnerCurrent.sortKey), asc(partnerCurrent.partnerId)],
  due: [asc(due), asc(partnerCurrent.sortKey), asc(partnerCurrent.partnerId)],
}

const after = (sort: Sort, cursor: Cursor): SQL | undefined => {
  if (sort === 'reading') return afterReading(cursor)
  if (sort === 'level')
    return or(lt(level, Number(cursor.key)), and(eq(level, Number(cursor.key)), afterReading(cursor)))
  return or(gt(due, String(cursor.key)), and(eq(due, String(cursor.key)), afterReading(cursor)))
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
  const cursor = page.after === undefined ? null : decodeCursor(page.after)
  const rows = await db
    .select({
      current: partnerCurrent,
      key: page.sort === 'level' ? level : page.sort === 'due' ? due : sql<null>`NULL`,
    })
    .from(partnerCurrent)
    .where(and(filterWhere(reader, filter), cursor === null ? undefined : after(page.sort, cursor)))
    .orderBy(...orders[page.sort])
    .limit(page.limit + 1)
  const shown = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? shown.at(-1) : undefined
  const next =
    last === undefined
      ? null
      : encodeCursor({ key: last.key, sortKey: last.current.sortKey, id: last.current.partnerId })
  const ids = shown.map((row) => row.current.partnerId)
  return {
    items: await describeRows(
      db,
      reader.tenant,
      ids,
      shown.map((row) => row.current),
    ),
    next,
  }
}

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

const facetColumns = {
  cells: sql<string | null>`${partnerCurrent.impact}::text || ${partnerCurrent.likelihood}::text`,
  levels: sql<string | null>`coalesce(${partnerCurrent.levelEffective}::text, 'unrated')`,
  maturity: sql<string | null>`coalesce(${partnerCurrent.maturity}::text, 'none')`,
  states: sql<string | null>`${partnerCurrent.assessmentState}`,
}

/** Counts inside the current filter; each facet leaves its own choice out, so that its other values stay visible. */
export const countFacets = async (db: TenantTx, reader: Reader, filter: Filter) => {
  const within = (own: keyof Filter) => filterWhere(reader, { ...filter, [own]: undefined })
  const count = async (facet: keyof typeof facetColumns, own: keyof Filter) => {
    const key = facetColumns[facet]
    const rows = await db
      .select({ key, count: sql<number>`count(*)::int` })
      .from(partnerCurrent)
      .where(within(own))
      .groupBy(key)
    return rows.flatMap((row) => (row.key === null ? [] : [{ key: row.key, count: row.count }]))
  }
  const total = async (where: SQL | undefined) =>
    (await db.select({ n: sql<number>`count(*)::int` }).from(partnerCurrent).where(where))[0]?.n ?? 0
  return {
    total: await total(filterWhere(reader, { stage: filter.stage })),
    matching: await total(filterWhere(reader, filter)),
    cells: await count('cells', 'cell'),
    levels: await count('levels', 'level'),
    maturity: await count('maturity', 'maturity'),
    states: await count('states', 'state'),
  }
}

/** One page of a partner's history, newest first. */
export const readTimeline = async (
  db: TenantTx,
  tenant: string,
  partnerId: string,
  page: { kind?: string | undefined; after?: string | undefined; limit: number },
) => {
  const cursor = page.after === undefined ? null : decodeCursor(page.after)
  const at = cursor === null ? null : (cursor.sortKey as Instant)
  const rows = await db
    .select({
      id: timelineEntries.id,
      at: timelineEntries.at,
      kind: timelineEntries.kind,
      event: timelineEntries.event,
      params: timelineEntries.params,
      by: members.name,
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
  const items = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? items.at(-1) : undefined
  return { items, next: last === undefined ? null : encodeCursor({ key: null, sortKey: last.at, id: last.id }) }
}
