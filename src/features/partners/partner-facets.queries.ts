import { asc, sql } from 'drizzle-orm'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { partnerCurrent } from './partner.tables.ts'
import { type Filter, filterWhere, type Reader } from './partner-filter.queries.ts'

type Facet = 'cell' | 'level' | 'maturity' | 'state'
type Group = Record<Facet, string | null> & { count: number }

const FACETS: readonly Facet[] = ['cell', 'level', 'maturity', 'state']

const passes = (group: Group, filter: Filter, leftOut?: Facet): boolean =>
  FACETS.every((facet) => {
    const wanted = filter[facet]
    return facet === leftOut || wanted === undefined || wanted.includes(group[facet] ?? '')
  })

const sum = (groups: readonly Group[]): number => groups.reduce((total, group) => total + group.count, 0)

const countBy = (groups: readonly Group[], facet: Facet, filter: Filter) => {
  const counts = new Map<string, number>()
  for (const group of groups) {
    const key = group[facet]
    if (key !== null && passes(group, filter, facet)) counts.set(key, (counts.get(key) ?? 0) + group.count)
  }
  return [...counts].map(([key, count]) => ({ key, count }))
}

const readGroups = async (db: TenantTx, reader: Reader, filter: Filter): Promise<Group[]> => {
  const { impact, likelihood, levelEffective, maturity, assessmentState } = partnerCurrent
  const rows = await db
    .select({
      impact,
      likelihood,
      level: levelEffective,
      maturity,
      state: assessmentState,
      count: sql<number>`count(*)::int`,
    })
    .from(partnerCurrent)
    .where(filterWhere(reader, { ...filter, cell: undefined, level: undefined, maturity: undefined, state: undefined }))
    .groupBy(impact, likelihood, levelEffective, maturity, assessmentState)
  return rows.map((row) => ({
    cell: row.impact === null || row.likelihood === null ? null : `${row.impact}${row.likelihood}`,
    level: row.level === null ? 'unrated' : String(row.level),
    maturity: row.maturity === null ? 'none' : String(row.maturity),
    state: row.state,
    count: row.count,
  }))
}

const onlyStage = (filter: Filter): boolean =>
  Object.entries(filter).every(
    ([name, value]) => value === undefined || name === 'stage' || FACETS.some((facet) => facet === name),
  )

/** Counts inside the current filter in one reading of the index; each facet leaves its own choice out, so that its other values stay visible. */
export const countFacets = async (db: TenantTx, reader: Reader, filter: Filter) => {
  const groups = await readGroups(db, reader, filter)
  const total = onlyStage(filter) ? sum(groups) : await countPartnersWhere(db, reader, { stage: filter.stage })
  return {
    total,
    matching: sum(groups.filter((group) => passes(group, filter))),
    cells: countBy(groups, 'cell', filter),
    levels: countBy(groups, 'level', filter),
    maturity: countBy(groups, 'maturity', filter),
    states: countBy(groups, 'state', filter),
  }
}

/** How many partners pass a filter. */
export const countPartnersWhere = async (db: TenantTx, reader: Reader, filter: Filter): Promise<number> => {
  const [row] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(partnerCurrent)
    .where(filterWhere(reader, filter))
  return row?.n ?? 0
}

const STANDARD = {
  all: {},
  mine: { mine: 'true' },
  high: { level: '3,4' },
  open: { state: 'sending,open,returned' },
  overseas: { overseas: 'true' },
  expiring: { evidence: 'expiring' },
} as const
type Standard = keyof typeof STANDARD

/** The views everybody has, each with how many partners it shows the reader: one reading of the index, two small ones beside it. */
export const countStandardViews = async (db: TenantTx, reader: Reader) => {
  const { levelEffective, assessmentState, country } = partnerCurrent
  const [row] = await db
    .select({
      all: sql<number>`count(*)::int`,
      high: sql<number>`(count(*) FILTER (WHERE ${levelEffective} IN (3, 4)))::int`,
      open: sql<number>`(count(*) FILTER (WHERE ${assessmentState} IN ('sending', 'open', 'returned')))::int`,
      overseas: sql<number>`(count(*) FILTER (WHERE ${country} <> 'JP'))::int`,
    })
    .from(partnerCurrent)
    .where(filterWhere(reader, {}))
  const counts: Record<Standard, number> = {
    ...(row ?? { all: 0, high: 0, open: 0, overseas: 0 }),
    mine: reader.memberId === null ? 0 : await countPartnersWhere(db, reader, { mine: 'true' }),
    expiring: await countPartnersWhere(db, reader, { evidence: 'expiring' }),
  }
  return (Object.keys(STANDARD) as Standard[]).map((key) => ({ key, query: STANDARD[key], count: counts[key] }))
}

/** The partners that pass a filter, by reading, at most so many. */
export const idsWhere = async (db: TenantTx, reader: Reader, filter: Filter, most: number): Promise<string[]> => {
  const rows = await db
    .select({ id: partnerCurrent.partnerId })
    .from(partnerCurrent)
    .where(filterWhere(reader, filter))
    .orderBy(asc(partnerCurrent.sortKey), asc(partnerCurrent.partnerId))
    .limit(most)
  return rows.map((row) => row.id)
}
