import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Scope } from '../../domain/access/access.ts'
import type { Instant } from '../../domain/time.ts'
import { among } from '../../platform/db/among.ts'
import { insertMany, updateMany } from '../../platform/db/bulk.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { scopeWhere } from '../partners/scope.queries.ts'
import { grants, questionSets, requests } from './request.tables.ts'

export type Request = typeof requests.$inferSelect
export type NewRequest = typeof requests.$inferInsert
export type Grant = typeof grants.$inferSelect
export type NewGrant = typeof grants.$inferInsert

/** Gets a request whose partner is in the reader's scope; anything else is as if it did not exist. */
export const getRequest = async (
  db: TenantTx,
  tenant: string,
  scope: Scope,
  id: string,
): Promise<Request | undefined> => {
  const [row] = await db
    .select()
    .from(requests)
    .where(and(eq(requests.tenantId, tenant), eq(requests.id, id), scopeWhere(scope, tenant, requests.partnerId)))
  return row
}

/** A request by its id, for readers whom row-level security already holds to it. */
export const requestOf = async (db: TenantTx, tenant: string, id: string): Promise<Request | undefined> => {
  const [row] = await db
    .select()
    .from(requests)
    .where(and(eq(requests.tenantId, tenant), eq(requests.id, id)))
  return row
}

/** Locks a request for the rest of the transaction, so that answers and states of two people cannot cross. */
export const lockRequest = async (db: TenantTx, tenant: string, id: string): Promise<Request | undefined> => {
  const [row] = await db
    .select()
    .from(requests)
    .where(and(eq(requests.tenantId, tenant), eq(requests.id, id)))
    .for('no key update')
  return row
}

/** How the mail of a request went, and what follows from it for the request. */
export type Standing = Pick<
  Request,
  'id' | 'version' | 'updatedAt' | 'partnerId' | 'state' | 'delivery' | 'failure' | 'openedAt'
>

const { id, version, updatedAt, partnerId, state, delivery, failure, openedAt } = requests
const standing = { id, version, updatedAt, partnerId, state, delivery, failure, openedAt }

/** Locks many requests as `lockRequest` does, always in the same order. */
export const lockStandings = (db: TenantTx, tenant: string, ids: readonly string[]): Promise<Standing[]> =>
  db
    .select(standing)
    .from(requests)
    .where(and(eq(requests.tenantId, tenant), among(requests.id, ids)))
    .orderBy(requests.id)
    .for('no key update')

/** A link with its request, locked as `lockRequest` does, in one statement. */
export const lockOfGrant = async (db: TenantTx, tenant: string, grantId: string) => {
  const [row] = await db
    .select({ grant: grants, request: requests })
    .from(requests)
    .innerJoin(grants, and(eq(grants.tenantId, requests.tenantId), eq(grants.requestId, requests.id)))
    .where(and(eq(requests.tenantId, tenant), eq(grants.id, grantId)))
    .for('no key update', { of: requests })
  return row
}

/** Locks many requests whose partners are in the reader's scope, always in the same order. */
export const lockRequests = (db: TenantTx, tenant: string, scope: Scope, ids: readonly string[]): Promise<Request[]> =>
  db
    .select()
    .from(requests)
    .where(and(eq(requests.tenantId, tenant), among(requests.id, ids), scopeWhere(scope, tenant, requests.partnerId)))
    .orderBy(requests.id)
    .for('no key update')

/** Reserves the next numbers of a tenant; two people who ask at the same moment wait for each other. */
export const nextNumber = async (db: TenantTx, tenant: string): Promise<number> => {
  await db.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`requests.${tenant}`}, 0))`)
  const [row] = await db
    .select({ no: requests.no })
    .from(requests)
    .where(eq(requests.tenantId, tenant))
    .orderBy(desc(requests.no))
    .limit(1)
  return (row?.no ?? 0) + 1
}

export const insertRequests = (db: TenantTx, rows: readonly NewRequest[]): Promise<void> =>
  insertMany(db, requests, rows)

/** Changes many requests from the versions given (one less than in each row); answers how many still had them. */
export const updateRequests = (
  db: TenantTx,
  tenant: string,
  rows: readonly (Pick<Request, 'id' | 'version' | 'updatedAt'> & Partial<Request>)[],
  columns: readonly (keyof Request)[],
): Promise<number> =>
  updateMany(
    db,
    requests,
    rows,
    ['version', 'updatedAt', ...columns],
    ['id'],
    // Their ids are told once more: where the database has not counted the table yet, it would else read all of it.
    sql`t.tenant_id = ${tenant}::uuid AND t.id = n.id AND t.version = n.version - 1
        AND t.id = ANY(${sql.param(rows.map((row) => row.id))}::uuid[])`,
  )

/** Changes a request that still has the version the editor saw; false when someone was faster. */
export const updateRequest = async (
  db: TenantTx,
  before: Request,
  change: Partial<NewRequest>,
  now: Instant,
): Promise<boolean> => {
  const done = await db
    .update(requests)
    .set({ ...change, version: before.version + 1, updatedAt: now })
    .where(
      and(eq(requests.tenantId, before.tenantId), eq(requests.id, before.id), eq(requests.version, before.version)),
    )
  return done.rowCount === 1
}

export const keepProgress = async (
  db: TenantTx,
  request: Pick<Request, 'tenantId' | 'id'>,
  progress: { shown: number; answered: number; percent: number },
  now: Instant,
): Promise<void> => {
  await db
    .update(requests)
    .set({ ...progress, updatedAt: now })
    .where(and(eq(requests.tenantId, request.tenantId), eq(requests.id, request.id)))
}

/** States in which a request still goes on. */
export const RUNNING = ['draft', 'sending', 'open', 'submitted', 'returned'] as const

/** States in which the partner still owes answers, or has yet to be told so. */
export const OWING: readonly Request['state'][] = ['sending', 'open', 'returned']
export const isOwing = (state: Request['state']): boolean => OWING.includes(state)

export const runningFor = (db: TenantTx, tenant: string, partnerIds: readonly string[]) =>
  db
    .select({ id: requests.id, no: requests.no, partnerId: requests.partnerId, state: requests.state })
    .from(requests)
    .where(
      and(
        eq(requests.tenantId, tenant),
        inArray(requests.partnerId, [...partnerIds]),
        inArray(requests.state, [...RUNNING]),
      ),
    )

/** The last confirmed request of each of these partners that has one. */
export const lastConfirmedOf = (db: TenantTx, tenant: string, partnerIds: readonly string[]) =>
  db
    .selectDistinctOn([requests.partnerId], { id: requests.id, partnerId: requests.partnerId })
    .from(requests)
    .where(and(eq(requests.tenantId, tenant), among(requests.partnerId, partnerIds), eq(requests.state, 'confirmed')))
    .orderBy(requests.partnerId, desc(requests.no))

export const insertQuestionSet = async (db: TenantTx, row: typeof questionSets.$inferInsert): Promise<void> => {
  await db.insert(questionSets).values(row).onConflictDoNothing()
}

export const questionSetById = async (db: TenantTx, tenant: string, id: string) => {
  const [row] = await db
    .select()
    .from(questionSets)
    .where(and(eq(questionSets.tenantId, tenant), eq(questionSets.id, id)))
  return row
}

export const insertGrants = (db: TenantTx, rows: readonly NewGrant[]): Promise<void> => insertMany(db, grants, rows)

export const grantById = async (db: TenantTx, tenant: string, id: string): Promise<Grant | undefined> => {
  const [row] = await db
    .select()
    .from(grants)
    .where(and(eq(grants.tenantId, tenant), eq(grants.id, id)))
  return row
}

export const liveGrants = (db: TenantTx, tenant: string, requestId: string): Promise<Grant[]> =>
  db
    .select()
    .from(grants)
    .where(and(eq(grants.tenantId, tenant), eq(grants.requestId, requestId), isNull(grants.revokedAt)))
    .orderBy(grants.id)

/** The links given to one contact of a partner that still open something. */
export const liveGrantsOfContact = (db: TenantTx, tenant: string, contactId: string): Promise<Grant[]> =>
  db
    .select()
    .from(grants)
    .where(and(eq(grants.tenantId, tenant), eq(grants.contactId, contactId), isNull(grants.revokedAt)))
    .orderBy(grants.requestId, grants.id)

/** How many links were ever given to colleagues of the person asked. */
export const countDelegated = (db: TenantTx, tenant: string, requestId: string): Promise<number> =>
  db.$count(grants, and(eq(grants.tenantId, tenant), eq(grants.requestId, requestId), eq(grants.role, 'delegate')))

export const revokeGrants = async (
  db: TenantTx,
  tenant: string,
  ids: readonly string[],
  now: Instant,
): Promise<number> => {
  if (ids.length === 0) return 0
  const done = await db
    .update(grants)
    .set({ revokedAt: now, updatedAt: now })
    .where(and(eq(grants.tenantId, tenant), inArray(grants.id, [...ids]), isNull(grants.revokedAt)))
  return done.rowCount ?? 0
}

export const markOpened = async (db: TenantTx, tenant: string, grantId: string, now: Instant): Promise<void> => {
  await db
    .update(grants)
    .set({ openedAt: now, updatedAt: now })
    .where(and(eq(grants.tenantId, tenant), eq(grants.id, grantId), isNull(grants.openedAt)))
}

export const setGrantToken = async (db: TenantTx, grant: Grant, tokenHash: string, now: Instant): Promise<void> => {
  await db
    .update(grants)
    .set({ tokenHash, updatedAt: now })
    .where(and(eq(grants.tenantId, grant.tenantId), eq(grants.id, grant.id)))
}
