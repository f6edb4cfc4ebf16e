import { eq, sql } from 'drizzle-orm'
import type { Scope } from '../../domain/access/access.ts'
import type { PlainDate } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { units } from '../organizations/organization.tables.ts'
import { partnerCurrent, partners } from '../partners/partner.tables.ts'
import { scopeWhere } from '../partners/scope.queries.ts'

export type DashboardReader = { tenant: string; scope: Scope; today: PlainDate; in90Days: PlainDate }

const live = ({ tenant, scope }: DashboardReader) => {
  const scoped = scopeWhere(scope, tenant, partnerCurrent.partnerId)
  const base = sql`${partnerCurrent.tenantId} = ${tenant} AND ${partnerCurrent.stage} IN ('candidate', 'contracted', 'ending')`
  return scoped === undefined ? base : sql`${base} AND ${scoped}`
}

type Standing = {
  units: string
  impact: number | null
  likelihood: number | null
  level: number | null
  provisional: boolean
  maturity: number | null
  state: string
  n: number
}

/** All live partners of the reader grouped by where they stand: one walk along a small index, a few hundred rows. */
export const countStandings = async (db: TenantTx, reader: DashboardReader): Promise<Standing[]> => {
  const { rows } = await db.execute<Standing>(sql`
    SELECT ${partnerCurrent.unitKey} AS units, ${partnerCurrent.impact} AS impact, ${partnerCurrent.likelihood} AS likelihood,
           ${partnerCurrent.levelEffective} AS level, ${partnerCurrent.provisional} AS provisional, ${partnerCurrent.maturity} AS maturity,
           ${partnerCurrent.assessmentState} AS state, count(*)::int AS n
      FROM ${partnerCurrent} WHERE ${live(reader)} GROUP BY 1, 2, 3, 4, 5, 6, 7`)
  return rows
}

const answerOverdue = ({ today }: DashboardReader) =>
  sql`(${partnerCurrent.assessmentState} IN ('sending', 'open', 'returned') AND coalesce(${partnerCurrent.answerDue} < ${today}, false))`

const evaluationOverdue = ({ today }: DashboardReader) => sql`coalesce(${partnerCurrent.nextDue} < ${today}, false)`

type Overdue = { units: string; answer: boolean; evaluation: boolean; n: number }

/** The live partners past a date, by what is late: reads only those, through the index of dates. */
export const countOverdue = async (db: TenantTx, reader: DashboardReader): Promise<Overdue[]> => {
  const { rows } = await db.execute<Overdue>(sql`
    SELECT ${partnerCurrent.unitKey} AS units, ${answerOverdue(reader)} AS answer, ${evaluationOverdue(reader)} AS evaluation, count(*)::int AS n
      FROM ${partnerCurrent} WHERE ${live(reader)} AND ${partnerCurrent.dueOn} < ${reader.today} GROUP BY 1, 2, 3`)
  return rows
}

export const unitNames = async (db: TenantTx, tenant: string): Promise<Map<string, string>> => {
  const rows = await db.select({ id: units.id, name: units.name }).from(units).where(eq(units.tenantId, tenant))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export type Urgent = {
  partnerId: string
  name: string
  level: number | null
  kind: 'review' | 'answer_overdue' | 'evaluation_overdue'
  due: PlainDate | null
}

const URGENT = 12

/** The partners that need someone now: handed in and waiting, answers overdue, evaluations overdue; highest level first. */
export const listUrgent = async (db: TenantTx, reader: DashboardReader): Promise<Urgent[]> => {
  const facts = sql`${partnerCurrent.partnerId} AS partner_id, ${partnerCurrent.levelEffective} AS level, ${partnerCurrent.levelRank} AS rank, ${partnerCurrent.sortKey} AS sort_key`
  const { rows } = await db.execute<Urgent>(sql`
    SELECT c.partner_id AS "partnerId", p.name, c.level, c.kind, c.due::text AS due FROM (
      (SELECT ${facts}, 'review' AS kind, ${partnerCurrent.answerDue} AS due
         FROM ${partnerCurrent} WHERE ${live(reader)} AND ${partnerCurrent.assessmentState} = 'submitted'
        ORDER BY ${partnerCurrent.levelRank}, ${partnerCurrent.answerDue}, ${partnerCurrent.sortKey} LIMIT ${URGENT})
      UNION ALL
      (SELECT ${facts}, CASE WHEN ${answerOverdue(reader)} THEN 'answer_overdue' ELSE 'evaluation_overdue' END,
              CASE WHEN ${answerOverdue(reader)} THEN ${partnerCurrent.answerDue} ELSE ${partnerCurrent.nextDue} END
         FROM ${partnerCurrent} WHERE ${live(reader)} AND ${partnerCurrent.dueOn} < ${reader.today}
          AND (${answerOverdue(reader)} OR (${partnerCurrent.assessmentState} IN ('none', 'confirmed', 'cancelled') AND ${evaluationOverdue(reader)}))
        ORDER BY ${partnerCurrent.levelRank}, 6, ${partnerCurrent.sortKey} LIMIT ${URGENT})) c
      JOIN ${partners} p ON p.tenant_id = ${reader.tenant} AND p.id = c.partner_id
     ORDER BY c.rank, c.due, c.sort_key LIMIT ${URGENT}`)
  return rows
}

export const countExpiringEvidence = async (db: TenantTx, reader: DashboardReader): Promise<number> => {
  const { rows } = await db.execute<{ n: number }>(sql`
    SELECT count(DISTINCT e.partner_id)::int AS n FROM partner_evidence e
      JOIN ${partnerCurrent} ON ${partnerCurrent.tenantId} = e.tenant_id AND ${partnerCurrent.partnerId} = e.partner_id
     WHERE e.tenant_id = ${reader.tenant} AND e.expires_on <= ${reader.in90Days} AND ${live(reader)}`)
  return rows[0]?.n ?? 0
}
