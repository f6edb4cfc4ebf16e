import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { partnerCurrent, partners } from '../partners/partner.tables.ts'
import {
  decodeCursor,
  encodeCursor,
  type Filter,
  filterWhere,
  type Reader,
} from '../partners/partner-filter.queries.ts'
import { scopeWhere } from '../partners/scope.queries.ts'
import { triageAnswers } from './engagement.tables.ts'

const columns = {
  partnerId: partnerCurrent.partnerId,
  sortKey: partnerCurrent.sortKey,
  code: partners.code,
  name: partners.name,
  industryNote: partners.industryNote,
  country: partnerCurrent.country,
  connected: triageAnswers.connected,
  sensitiveData: triageAnswers.sensitiveData,
  stopsWithinDay: triageAnswers.stopsWithinDay,
  level: partnerCurrent.levelEffective,
  provisional: partnerCurrent.provisional,
}

const rows = (db: TenantTx) =>
  db
    .select(columns)
    .from(partnerCurrent)
    .innerJoin(partners, and(eq(partners.tenantId, partnerCurrent.tenantId), eq(partners.id, partnerCurrent.partnerId)))
    .leftJoin(
      triageAnswers,
      and(eq(triageAnswers.tenantId, partnerCurrent.tenantId), eq(triageAnswers.partnerId, partnerCurrent.partnerId)),
    )
    .$dynamic()

export type Part = { only: 'unrated' | 'provisional' | 'all'; after?: string | undefined; limit: number }

/** One part of the ledger with its three answers, by reading. */
export const listTriage = async (db: TenantTx, reader: Reader, filter: Filter, part: Part) => {
  const cursor = part.after === undefined ? null : decodeCursor(part.after)
  const found = await rows(db)
    .where(
      and(
        filterWhere(reader, filter),
        part.only === 'unrated' ? isNull(partnerCurrent.levelEffective) : undefined,
        part.only === 'provisional' ? eq(partnerCurrent.provisional, true) : undefined,
        cursor === null
          ? undefined
          : sql`(${partnerCurrent.sortKey}, ${partnerCurrent.partnerId}) > (${cursor.sortKey}, ${cursor.id}::uuid)`,
      ),
    )
    .orderBy(asc(partnerCurrent.sortKey), asc(partnerCurrent.partnerId))
    .limit(part.limit + 1)
  const items = found.slice(0, part.limit)
  const last = found.length > part.limit ? items.at(-1) : undefined
  const next = last === undefined ? null : encodeCursor({ key: null, sortKey: last.sortKey, id: last.partnerId })
  return { items: items.map(({ sortKey, ...row }) => row), next }
}

/** The same rows for named partners, as far as they lie in the reader's scope. */
export const triageOf = async (db: TenantTx, { tenant, scope }: Reader, ids: readonly string[]) => {
  const found = await rows(db)
    .where(
      and(
        eq(partnerCurrent.tenantId, tenant),
        inArray(partnerCurrent.partnerId, [...ids]),
        scopeWhere(scope, tenant, partnerCurrent.partnerId),
      ),
    )
    .orderBy(asc(partnerCurrent.sortKey), asc(partnerCurrent.partnerId))
  return found.map(({ sortKey, ...row }) => row)
}

export type TriageRow = Awaited<ReturnType<typeof triageOf>>[number]

/** True when somebody has been through the three questions for this partner. */
export const answeredAlready = async (db: TenantTx, tenant: string, partnerId: string): Promise<boolean> => {
  const [row] = await db
    .select({ id: triageAnswers.id })
    .from(triageAnswers)
    .where(and(eq(triageAnswers.tenantId, tenant), eq(triageAnswers.partnerId, partnerId)))
  return row !== undefined
}
