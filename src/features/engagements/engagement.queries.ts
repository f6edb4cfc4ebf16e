import { and, asc, desc, eq, gt, inArray, ne, sql } from 'drizzle-orm'
import type { Scope } from '../../domain/access/access.ts'
import type { PlainDate } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { units } from '../organizations/organization.tables.ts'
import { partnerCurrent, partners, subcontracts } from '../partners/partner.tables.ts'
import { scopeWhere } from '../partners/scope.queries.ts'
import { connections, engagements } from './engagement.tables.ts'

/** Name and level of a partner in the reader's scope; undefined when it is not there for the reader. */
export const partnerInScope = async (db: TenantTx, tenant: string, scope: Scope, id: string) => {
  const [row] = await db
    .select({
      id: partners.id,
      name: partners.name,
      country: partners.country,
      industry: partners.industry,
      employees: partners.employees,
      stage: partners.stage,
      mergedInto: partners.mergedInto,
      level: partnerCurrent.levelEffective,
      maturity: partnerCurrent.maturity,
    })
    .from(partners)
    .innerJoin(
      partnerCurrent,
      and(eq(partnerCurrent.tenantId, partners.tenantId), eq(partnerCurrent.partnerId, partners.id)),
    )
    .where(and(eq(partners.tenantId, tenant), eq(partners.id, id), scopeWhere(scope, tenant, partners.id)))
  return row
}

export const unitExists = async (db: TenantTx, tenant: string, id: string): Promise<boolean> =>
  (
    await db
      .select({ id: units.id })
      .from(units)
      .where(and(eq(units.tenantId, tenant), eq(units.id, id)))
  ).length > 0

/** The first day after today on which a running contract of a partner ends and would be renewed; null when none has an end. */
export const nextRenewal = async (
  db: TenantTx,
  tenant: string,
  partnerId: string,
  today: PlainDate,
): Promise<PlainDate | null> => {
  const [row] = await db
    .select({ endsOn: engagements.periodEnd })
    .from(engagements)
    .where(
      and(
        eq(engagements.tenantId, tenant),
        eq(engagements.partnerId, partnerId),
        ne(engagements.state, 'ended'),
        gt(engagements.periodEnd, today),
      ),
    )
    .orderBy(asc(engagements.periodEnd))
    .limit(1)
  return row?.endsOn ?? null
}

const withUnit = { engagement: engagements, unitName: units.name }

/** Engagements of a partner with the department's name, running ones first. */
export const engagementsOf = (db: TenantTx, tenant: string, partnerId: string) =>
  db
    .select(withUnit)
    .from(engagements)
    .leftJoin(units, and(eq(units.tenantId, engagements.tenantId), eq(units.id, engagements.unitId)))
    .where(and(eq(engagements.tenantId, tenant), eq(engagements.partnerId, partnerId)))
    .orderBy(sql`${engagements.state} = 'ended'`, desc(engagements.createdAt), asc(engagements.id))
    .limit(200)

export const engagementWithUnit = async (db: TenantTx, tenant: string, id: string) => {
  const [row] = await db
    .select(withUnit)
    .from(engagements)
    .leftJoin(units, and(eq(units.tenantId, engagements.tenantId), eq(units.id, engagements.unitId)))
    .where(and(eq(engagements.tenantId, tenant), eq(engagements.id, id)))
  return row
}

const connectionColumns = {
  id: connections.id,
  engagementId: connections.engagementId,
  kind: connections.kind,
  asset: connections.asset,
  direction: connections.direction,
  alwaysOn: connections.alwaysOn,
  controls: connections.controls,
  access: connections.access,
}

export const connectionsIn = (db: TenantTx, tenant: string, engagementIds: readonly string[]) =>
  engagementIds.length === 0
    ? Promise.resolve([])
    : db
        .select(connectionColumns)
        .from(connections)
        .where(and(eq(connections.tenantId, tenant), inArray(connections.engagementId, [...engagementIds])))
        .orderBy(asc(connections.id))

export type ConnectionRow = Awaited<ReturnType<typeof connectionsIn>>[number]

type Edge = { id: string; fromId: string; name: string; purpose: string; level: number | null }
export type Subcontractor = Edge & { depth: number }

/** Who stands behind a partner, in the reader's scope, level by level; each company is shown once, at most forty. */
export const subcontractorsOf = async (
  db: TenantTx,
  tenant: string,
  scope: Scope,
  partnerId: string,
): Promise<Subcontractor[]> => {
  const found: Subcontractor[] = []
  const seen = new Set([partnerId])
  let front = [partnerId]
  for (let depth = 1; depth <= 4 && front.length > 0 && found.length < 40; depth += 1) {
    const rows = await nextSubcontractors(db, tenant, scope, front)
    const fresh = rows.filter((row) => !seen.has(row.id))
    for (const row of fresh) {
      if (seen.has(row.id)) continue
      seen.add(row.id)
      found.push({ ...row, depth })
    }
    front = fresh.map((row) => row.id)
  }
  return found
}

const nextSubcontractors = (db: TenantTx, tenant: string, scope: Scope, from: readonly string[]): Promise<Edge[]> =>
  db
    .select({
      id: partners.id,
      fromId: subcontracts.partnerId,
      name: partners.name,
      purpose: subcontracts.purpose,
      level: partnerCurrent.levelEffective,
    })
    .from(subcontracts)
    .innerJoin(
      partners,
      and(eq(partners.tenantId, subcontracts.tenantId), eq(partners.id, subcontracts.subcontractorId)),
    )
    .innerJoin(
      partnerCurrent,
      and(eq(partnerCurrent.tenantId, partners.tenantId), eq(partnerCurrent.partnerId, partners.id)),
    )
    .where(
      and(
        eq(subcontracts.tenantId, tenant),
        inArray(subcontracts.partnerId, [...from]),
        scopeWhere(scope, tenant, subcontracts.subcontractorId),
      ),
    )
    .orderBy(asc(partners.sortKey))
    .limit(40)
