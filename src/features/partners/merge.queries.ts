import { and, asc, desc, eq, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../../domain/access/access.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { members } from '../organizations/organization.tables.ts'
import { partnerMerges } from './merge.tables.ts'
import type { Partner } from './partner.store.ts'
import { partners } from './partner.tables.ts'
import { scopeWhere } from './scope.queries.ts'

/** The merges a partner came out of, newest first. */
export const mergesInto = async (db: TenantTx, tenant: string, keptId: string) => {
  const rows = await db
    .select({ merge: partnerMerges, goneName: partners.name, by: members.name })
    .from(partnerMerges)
    .innerJoin(partners, and(eq(partners.tenantId, partnerMerges.tenantId), eq(partners.id, partnerMerges.goneId)))
    .leftJoin(members, and(eq(members.tenantId, partnerMerges.tenantId), eq(members.id, partnerMerges.mergedBy)))
    .where(and(eq(partnerMerges.tenantId, tenant), eq(partnerMerges.keptId, keptId)))
    .orderBy(desc(partnerMerges.createdAt))
    .limit(50)
  return rows.map(({ merge, goneName, by }) => ({
    id: merge.id,
    goneId: merge.goneId,
    goneName,
    at: merge.createdAt,
    by,
    undoneAt: merge.undoneAt,
    moved: {
      contacts: merge.moved.contacts.length,
      evidence: merge.moved.evidence.length,
      notes: merge.moved.notes.length,
      timeline: merge.moved.timeline.length,
      subcontracts: merge.moved.subcontracts.length,
    },
  }))
}

type Because = 'number' | 'name'
type Known = {
  id: string
  version: number
  name: string
  code: string | null
  corporateNumber: string | null
  address: string
}

const columns = {
  id: partners.id,
  version: partners.version,
  name: partners.name,
  code: partners.code,
  corporateNumber: partners.corporateNumber,
  address: partners.address,
}

const apart = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b

/** Partners that look like this one: the same number, or the same name apart from letter variants; different numbers never match by name. */
export const duplicatesOf = async (db: TenantTx, tenant: string, scope: Scope, partner: Partner) => {
  const sameNumber =
    partner.corporateNumber === null ? undefined : eq(partners.corporateNumber, partner.corporateNumber)
  const rows = await db
    .select(columns)
    .from(partners)
    .where(
      and(
        eq(partners.tenantId, tenant),
        ne(partners.id, partner.id),
        ne(partners.stage, 'archived'),
        or(sameNumber, eq(partners.variantKey, partner.variantKey)),
        scopeWhere(scope, tenant, partners.id),
      ),
    )
    .orderBy(asc(partners.sortKey), asc(partners.id))
    .limit(20)
  return rows
    .filter((row) => !apart(row.corporateNumber, partner.corporateNumber))
    .map((row) => ({
      ...row,
      because: (row.corporateNumber !== null && row.corporateNumber === partner.corporateNumber
        ? 'number'
        : 'name') as Because,
    }))
}

const GROUPS = 50
const PER_GROUP = 10

const groupsBy = async (db: TenantTx, tenant: string, scope: Scope, because: Because): Promise<Known[][]> => {
  const key = because === 'number' ? partners.corporateNumber : partners.variantKey
  const scoped = scopeWhere(scope, tenant, partners.id)
  const visible = and(eq(partners.tenantId, tenant), ne(partners.stage, 'archived'), scoped)
  const keys = await db
    .select({ key })
    .from(partners)
    .where(and(visible, sql`${key} IS NOT NULL`, sql`${key} <> ''`))
    .groupBy(key)
    .having(sql`count(*) > 1`)
    .orderBy(asc(key))
    .limit(GROUPS)
  const wanted = keys.flatMap((row) => (row.key === null ? [] : [row.key]))
  if (wanted.length === 0) return []
  const rows = await db
    .select({ key, ...columns })
    .from(partners)
    .where(and(visible, sql`${key} = ANY(${sql.param(wanted)}::text[])`))
    .orderBy(asc(key), asc(partners.id))
    .limit(GROUPS * PER_GROUP)
  const groups = new Map<string, Known[]>()
  for (const { key: own, ...row } of rows) groups.set(own ?? '', [...(groups.get(own ?? '') ?? []), row])
  return [...groups.values()]
}

const sameCompany = (group: Known[]): boolean => {
  const numbers = new Set(group.flatMap((row) => (row.corporateNumber === null ? [] : [row.corporateNumber])))
  return group.length > 1 && (numbers.size < 2 || group.some((row) => row.corporateNumber === null))
}

/** Groups of partners that look like one company, by number first, then by name. */
export const duplicateGroups = async (db: TenantTx, tenant: string, scope: Scope) => {
  const byNumber = await groupsBy(db, tenant, scope, 'number')
  const byName = (await groupsBy(db, tenant, scope, 'name')).filter(sameCompany)
  const labelled = (because: Because) => (group: Known[]) => ({
    because,
    partners: group.slice(0, PER_GROUP).map((row) => ({ ...row, because })),
  })
  return [...byNumber.map(labelled('number')), ...byName.map(labelled('name'))]
}

/** True while a merge stands, false once it was undone. */
export const mergeInForce = async (db: TenantTx, tenant: string, id: string): Promise<boolean> => {
  const [row] = await db
    .select({ undoneAt: partnerMerges.undoneAt })
    .from(partnerMerges)
    .where(and(eq(partnerMerges.tenantId, tenant), eq(partnerMerges.id, id)))
  return row !== undefined && row.undoneAt === null
}

/** Which partner stays, which one went, and the merge that says so. */
export type Merge = { mergeId: string; keptId: string; goneId: string }

/** The merges that still stand into a partner, and into those that went into it. */
export const mergesBelow = (tenant: string, partnerId: string): SQL => sql`
  WITH RECURSIVE below AS (
    SELECT m.id, m.gone_id FROM partner_merges m WHERE m.tenant_id = ${tenant} AND m.kept_id = ${partnerId} AND m.undone_at IS NULL
    UNION
    SELECT m.id, m.gone_id FROM below b
      JOIN partner_merges m ON m.tenant_id = ${tenant} AND m.kept_id = b.gone_id AND m.undone_at IS NULL
  ) SELECT id FROM below`
