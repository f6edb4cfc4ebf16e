import { and, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../../domain/access/access.ts'
import type { RequestState } from '../../domain/assessment/request-state.ts'
import type { PlainDate } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { members } from '../organizations/organization.tables.ts'
import { partners } from '../partners/partner.tables.ts'
import { scopeWhere } from '../partners/scope.queries.ts'
import { isOwing, OWING } from './request.store.ts'
import { requests } from './request.tables.ts'
import { results } from './review.tables.ts'

export type RequestFilter = {
  state?: string[] | undefined
  partnerId?: string | undefined
  overdue?: 'true' | undefined
  failed?: 'true' | undefined
  mine?: 'true' | undefined
}
export type RequestReader = { tenant: string; scope: Scope; memberId: string | null; today: PlainDate }

const where = ({ tenant, scope, memberId, today }: RequestReader, filter: RequestFilter): SQL | undefined =>
  and(
    eq(requests.tenantId, tenant),
    scopeWhere(scope, tenant, requests.partnerId),
    filter.state === undefined ? undefined : inArray(requests.state, filter.state as RequestState[]),
    filter.partnerId === undefined ? undefined : eq(requests.partnerId, filter.partnerId),
    filter.overdue === undefined ? undefined : and(inArray(requests.state, [...OWING]), lt(requests.deadline, today)),
    filter.failed === undefined ? undefined : and(eq(requests.delivery, 'failed'), inArray(requests.state, [...OWING])),
    filter.mine === undefined || memberId === null ? undefined : eq(requests.ownerId, memberId),
  )

/** One page of requests, the newest first, with what a list shows of each; answers are never read. */
export const listRequests = async (
  db: TenantTx,
  reader: RequestReader,
  filter: RequestFilter,
  page: { after?: number | undefined; limit: number },
) => {
  const rows = await db
    .select({
      id: requests.id,
      version: requests.version,
      no: requests.no,
      partnerId: requests.partnerId,
      partnerName: partners.name,
      set: requests.set,
      level: requests.level,
      state: requests.state,
      delivery: requests.delivery,
      failure: requests.failure,
      deadline: requests.deadline,
      shown: requests.shown,
      answered: requests.answered,
      percent: requests.percent,
      sentAt: requests.sentAt,
      submittedAt: requests.submittedAt,
      owner: members.name,
      scoreBp: results.scoreBp,
      band: results.band,
    })
    .from(requests)
    .innerJoin(partners, and(eq(partners.tenantId, requests.tenantId), eq(partners.id, requests.partnerId)))
    .innerJoin(members, and(eq(members.tenantId, requests.tenantId), eq(members.id, requests.ownerId)))
    .leftJoin(results, and(eq(results.tenantId, requests.tenantId), eq(results.requestId, requests.id)))
    .where(and(where(reader, filter), page.after === undefined ? undefined : lt(requests.no, page.after)))
    .orderBy(desc(requests.no))
    .limit(page.limit + 1)
  const items = rows.slice(0, page.limit).map((row) => ({
    ...row,
    overdue: isOwing(row.state) && row.deadline !== null && row.deadline < reader.today,
  }))
  const last = items.at(-1)
  return { items, next: rows.length > page.limit && last !== undefined ? String(last.no) : null }
}

/** How many requests stand where, inside a filter. */
export const countRequests = async (db: TenantTx, reader: RequestReader, filter: RequestFilter) => {
  const overdue = sql<number>`count(*) FILTER (WHERE ${inArray(requests.state, [...OWING])} AND ${requests.deadline} < ${reader.today})::int`
  const failed = sql<number>`count(*) FILTER (WHERE ${inArray(requests.state, [...OWING])} AND ${requests.delivery} = 'failed')::int`
  const needing = sql<number>`count(*) FILTER (WHERE ${requests.state} = 'submitted' OR (${inArray(requests.state, [...OWING])} AND (${requests.deadline} < ${reader.today} OR ${requests.delivery} = 'failed')))::int`
  const rows = await db
    .select({ state: requests.state, count: sql<number>`count(*)::int`, overdue, failed, needing })
    .from(requests)
    .where(where(reader, filter))
    .groupBy(requests.state)
  const sum = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + pick(row), 0)
  return {
    total: sum(({ count }) => count),
    overdue: sum((row) => row.overdue),
    failed: sum((row) => row.failed),
    needing: sum((row) => row.needing),
    states: rows.map(({ state, count }) => ({ key: state, count })),
  }
}
