import { and, eq, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../../domain/access/access.ts'
import { expiryHorizon } from '../../domain/partner/evidence.ts'
import type { PartnerKind } from '../../domain/partner/kind.ts'
import type { PartnerStage } from '../../domain/partner/stage.ts'
import { type ConnectionKind, connectionBits } from '../../domain/risk/connection-bits.ts'
import type { PlainDate } from '../../domain/time.ts'
import { isUuid } from '../../platform/ids.ts'
import { assignments } from '../organizations/organization.tables.ts'
import { partnerCurrent, partnerEvidence, partnerTags, partnerUnits } from './partner.tables.ts'
import { found } from './partner-search.queries.ts'
import { scopeWhere } from './scope.queries.ts'

export type Filter = {
  q?: string | undefined
  stage?: string[] | undefined
  level?: string[] | undefined
  cell?: string[] | undefined
  maturity?: string[] | undefined
  state?: string[] | undefined
  kind?: string[] | undefined
  connection?: string[] | undefined
  overseas?: 'true' | 'false' | undefined
  unit?: string | undefined
  mine?: 'true' | undefined
  overdue?: 'true' | undefined
  tag?: string | undefined
  evidence?: 'expiring' | 'expired' | 'ending' | undefined
}

export type Reader = { tenant: string; scope: Scope; memberId: string | null; today: PlainDate }

const LIVE: PartnerStage[] = ['candidate', 'contracted', 'ending']

const UNRATED = 5

/** Levels as ranks, which the list's index holds. */
const levels = (values: string[]): SQL =>
  inArray(
    partnerCurrent.levelRank,
    values.map((value) => (value === 'unrated' ? UNRATED : 4 - Number(value))),
  )

const maturities = (values: string[]): SQL | undefined => {
  const numbers = values.filter((value) => value !== 'none').map(Number)
  const some = numbers.length > 0 ? inArray(partnerCurrent.maturity, numbers) : undefined
  return values.includes('none') ? or(isNull(partnerCurrent.maturity), some) : some
}

/** Partners connected in one of these ways, or in none at all. */
const connected = (values: string[]): SQL | undefined => {
  const bits = connectionBits(values as ConnectionKind[])
  const some = bits === 0 ? undefined : sql`(${partnerCurrent.connectionBits} & ${bits}) <> 0`
  return values.includes('none') ? or(eq(partnerCurrent.connectionBits, 0), some) : some
}

const stages = (values: string[] | undefined): SQL => {
  const wanted = (values ?? ['live']).flatMap((value) => (value === 'live' ? LIVE : [value as PartnerStage]))
  return inArray(partnerCurrent.stage, wanted)
}

const cells = (values: string[]): SQL | undefined =>
  or(
    ...values.map((cell) =>
      and(eq(partnerCurrent.impact, Number(cell[0])), eq(partnerCurrent.likelihood, Number(cell[1]))),
    ),
  )

/** Partners with evidence that ran out, or will within the notice period. */
const evidence = ({ tenant, today }: Reader, wanted: 'expiring' | 'expired' | 'ending'): SQL => {
  const range =
    wanted === 'expired'
      ? sql`${partnerEvidence.expiresOn} < ${today}`
      : wanted === 'ending'
        ? sql`${partnerEvidence.expiresOn} <= ${expiryHorizon(today)}`
        : sql`${partnerEvidence.expiresOn} BETWEEN ${today} AND ${expiryHorizon(today)}`
  return sql`EXISTS (SELECT 1 FROM ${partnerEvidence} WHERE ${partnerEvidence.tenantId} = ${tenant} AND ${partnerEvidence.partnerId} = ${partnerCurrent.partnerId} AND ${range})`
}

/** The conditions of a list of partners: tenant, scope and everything the reader narrowed it by. */
export const filterWhere = (reader: Reader, filter: Filter): SQL | undefined => {
  const { tenant, scope, memberId, today } = reader
  return and(
    eq(partnerCurrent.tenantId, tenant),
    scopeWhere(scope, tenant, partnerCurrent.partnerId),
    stages(filter.stage),
    filter.q === undefined ? undefined : found(filter.q),
    filter.level === undefined ? undefined : levels(filter.level),
    filter.cell === undefined ? undefined : cells(filter.cell),
    filter.maturity === undefined ? undefined : maturities(filter.maturity),
    filter.state === undefined ? undefined : inArray(partnerCurrent.assessmentState, filter.state),
    filter.kind === undefined ? undefined : inArray(partnerCurrent.kind, filter.kind as PartnerKind[]),
    filter.connection === undefined ? undefined : connected(filter.connection),
    filter.overseas === undefined
      ? undefined
      : filter.overseas === 'true'
        ? sql`${partnerCurrent.country} <> 'JP'`
        : eq(partnerCurrent.country, 'JP'),
    filter.unit === undefined
      ? undefined
      : sql`EXISTS (SELECT 1 FROM ${partnerUnits} WHERE ${partnerUnits.tenantId} = ${tenant} AND ${partnerUnits.partnerId} = ${partnerCurrent.partnerId} AND ${partnerUnits.unitId} = ${filter.unit})`,
    filter.mine === undefined || memberId === null
      ? undefined
      : sql`EXISTS (SELECT 1 FROM ${assignments} WHERE ${assignments.tenantId} = ${tenant} AND ${assignments.partnerId} = ${partnerCurrent.partnerId} AND ${assignments.memberId} = ${memberId})`,
    filter.overdue === undefined ? undefined : lt(partnerCurrent.dueOn, today),
    filter.tag === undefined
      ? undefined
      : sql`EXISTS (SELECT 1 FROM ${partnerTags} WHERE ${partnerTags.tenantId} = ${tenant} AND ${partnerTags.partnerId} = ${partnerCurrent.partnerId} AND ${partnerTags.tag} = ${filter.tag})`,
    filter.evidence === undefined ? undefined : evidence(reader, filter.evidence),
  )
}

export type Cursor = { key: string | number | null; sortKey: string; id: string }

export const encodeCursor = (cursor: Cursor): string =>
  Buffer.from(JSON.stringify([cursor.key, cursor.sortKey, cursor.id])).toString('base64url')

/** The place a cursor stands for; null for one that somebody made up, which the database would choke on. */
export const decodeCursor = (text: string): Cursor | null => {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (!Array.isArray(parsed) || parsed.length !== 3) return null
    const [key, sortKey, id] = parsed
    if (typeof sortKey !== 'string' || sortKey.includes('\0') || typeof id !== 'string' || !isUuid(id)) return null
    return { key: typeof key === 'string' || typeof key === 'number' ? key : null, sortKey, id }
  } catch {
    return null
  }
}
