import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Scope } from '../../domain/access/access.ts'
import type { SubContract } from '../../domain/partner/sub-contractors.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { partnerCurrent, partners, subcontracts } from './partner.tables.ts'
import { scopeWhere } from './scope.queries.ts'

const MAX_TIERS = 10
const MAX_NODES = 500

type Row = {
  id: string
  subcontractId: string
  parentId: string
  name: string
  level: number | null
  maturity: number | null
  purpose: string
  tier: number
}

const visible = (condition: SQL | undefined): SQL => (condition === undefined ? sql`` : sql`AND ${condition}`)

/** The tree below a partner in one statement; whoever is outside the reader's scope is left out with all below. */
export const subcontractorTree = async (db: TenantTx, tenant: string, scope: Scope, root: string) => {
  const s = alias(subcontracts, 's')
  const found = await db.execute<Row>(sql`
    WITH RECURSIVE tree AS (
      SELECT s.id, s.partner_id, s.subcontractor_id, s.purpose, 1 AS tier, ARRAY[s.partner_id, s.subcontractor_id] AS path
        FROM ${subcontracts} s
       WHERE s.tenant_id = ${tenant} AND s.partner_id = ${root} ${visible(scopeWhere(scope, tenant, s.subcontractorId))}
      UNION ALL
      SELECT s.id, s.partner_id, s.subcontractor_id, s.purpose, t.tier + 1, t.path || s.subcontractor_id
        FROM tree t
        JOIN ${subcontracts} s ON s.tenant_id = ${tenant} AND s.partner_id = t.subcontractor_id
       WHERE t.tier < ${MAX_TIERS + 1} AND s.subcontractor_id <> ALL(t.path) ${visible(scopeWhere(scope, tenant, s.subcontractorId))}
    )
    SELECT n.subcontractor_id AS "id", n.id AS "subcontractId", n.partner_id AS "parentId", n.purpose, n.tier,
           p.name, c.level_effective AS "level", c.maturity
      FROM (SELECT * FROM tree LIMIT ${MAX_NODES + 1}) n
      JOIN ${partners} p ON p.tenant_id = ${tenant} AND p.id = n.subcontractor_id
      JOIN ${partnerCurrent} c ON c.tenant_id = ${tenant} AND c.partner_id = n.subcontractor_id
     ORDER BY n.tier, c.sort_key, n.id`)
  const rows = found.rows.filter((row) => row.tier <= MAX_TIERS).slice(0, MAX_NODES)
  return { items: rows, truncated: rows.length < found.rows.length }
}

/** The partners in the reader's scope that pass work to this one. */
export const partnersUsing = (db: TenantTx, tenant: string, scope: Scope, partnerId: string) =>
  db
    .select({ id: partners.id, name: partners.name })
    .from(subcontracts)
    .innerJoin(partners, and(eq(partners.tenantId, subcontracts.tenantId), eq(partners.id, subcontracts.partnerId)))
    .where(
      and(
        eq(subcontracts.tenantId, tenant),
        eq(subcontracts.subcontractorId, partnerId),
        scopeWhere(scope, tenant, partners.id),
      ),
    )
    .orderBy(asc(partners.sortKey))
    .limit(MAX_NODES)

/** All steps below a partner, whoever may see them: what a new step is checked against. */
export const edgesBelow = async (db: TenantTx, tenant: string, root: string): Promise<SubContract[]> => {
  const found = await db.execute<{ from: string; to: string }>(sql`
    WITH RECURSIVE below AS (
      SELECT s.partner_id, s.subcontractor_id FROM ${subcontracts} s WHERE s.tenant_id = ${tenant} AND s.partner_id = ${root}
      UNION
      SELECT s.partner_id, s.subcontractor_id
        FROM below b JOIN ${subcontracts} s ON s.tenant_id = ${tenant} AND s.partner_id = b.subcontractor_id
    )
    SELECT partner_id AS "from", subcontractor_id AS "to" FROM below`)
  return found.rows
}
