import { sql } from 'drizzle-orm'
import type { Scope } from '../../domain/access/access.ts'
import type { PlainDate } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { partnerCurrent } from '../partners/partner.tables.ts'
import { scopeWhere } from '../partners/scope.queries.ts'

export type DashboardReader = { tenant: string; scope: Scope; today: PlainDate; in90Days: PlainDate }

type Bucket = {
  impact: number | null
  likelihood: number | null
  level: number | null
  provisional: boolean
  maturity: number | null
  state: string
  answer_overdue: boolean
  evaluation_overdue: boolean
  n: number
}

const live = ({ tenant, scope }: DashboardReader) => {
  const scoped = scopeWhere(scope, tenant, partnerCurrent.partnerId)
  const base = sql`${partnerCurrent.tenantId} = ${tenant} AND ${partnerCurrent.stage} IN ('candidate', 'contracted', 'ending')`
  return scoped === undefined ? base : sql`${base} AND ${scoped}`
}

const RUNNING = sql`('sending', 'open', 'returned')`

/** All live partners of the reader in one scan, grouped by everything the dashboard shows: a few hundred rows at most. */
export const countBuckets = async (db: TenantTx, reader: DashboardReader): Promise<Bucket[]> => {
  const { rows } = await db.execute<Bucket>(sql`
    SELECT ${partnerCurrent.impact} AS impact, ${partnerCurrent.likelihood} AS likelihood, ${partnerCurrent.levelEffective} AS level,
           ${partnerCurrent.provisional} AS provisional, ${partnerCurrent.maturity} AS maturity, ${partnerCurrent.assessmentState} AS state,
           (${partnerCurrent.assessmentState} IN ${RUNNING} AND coalesce(${partnerCurrent.answerDue} < ${reader.today}, false)) AS answer_overdue,
           coalesce(${partnerCurrent.nextDue} < ${reader.today}, false) AS evaluation_overdue, count(*)::int AS n
      FROM ${partnerCurrent} WHERE ${live(reader)} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`)
  return rows
}

export type UnitProgress = {
  id: string
  name: string
  asked: number
  answered: number
  confirmed: number
  overdue: number
}

/** Progress of each unit's partners, the unit with most overdue answers first. */
export const progressByUnit = async (db: TenantTx, reader: DashboardReader): Promise<UnitProgress[]> => {
  const { rows } = await db.execute<UnitProgress>(sql`
    SELECT u.id, u.name,
           count(*) FILTER (WHERE ${partnerCurrent.assessmentState} IN ('sending', 'open', 'submitted', 'returned'))::int AS asked,
           count(*) FILTER (WHERE ${partnerCurrent.assessmentState} = 'submitted')::int AS answered,
           count(*) FILTER (WHERE ${partnerCurrent.assessmentState} = 'confirmed')::int AS confirmed,
           count(*) FILTER (WHERE ${partnerCurrent.assessmentState} IN ${RUNNING} AND ${partnerCurrent.answerDue} < ${reader.today})::int AS overdue
      FROM ${partnerCurrent}
      JOIN partner_units pu ON pu.tenant_id = ${partnerCurrent.tenantId} AND pu.partner_id = ${partnerCurrent.partnerId}
      JOIN units u ON u.tenant_id = pu.tenant_id AND u.id = pu.unit_id
     WHERE ${live(reader)} AND ${partnerCurrent.assessmentState} <> 'none'
     GROUP BY u.id, u.name ORDER BY 6 DESC, 3 DESC, u.name COLLATE "C" LIMIT 30`)
  return rows
}

export type Urgent = {
  partnerId: string
  name: string
  level: number | null
  kind: 'review' | 'answer_overdue' | 'evaluation_overdue'
  due: PlainDate | null
}

/** The partners that need someone now: handed in and waiting, answers overdue, evaluations overdue; highest level first. */
export const listUrgent = async (db: TenantTx, reader: DashboardReader): Promise<Urgent[]> => {
  const { rows } = await db.execute<Urgent>(sql`
    SELECT c.partner_id AS "partnerId", p.name, c.level AS level, c.kind, c.due::text AS due FROM (
      SELECT ${partnerCurrent.partnerId} AS partner_id, ${partnerCurrent.levelEffective} AS level,
             CASE WHEN ${partnerCurrent.assessmentState} = 'submitted' THEN 'review'
                  WHEN ${partnerCurrent.assessmentState} IN ${RUNNING} AND ${partnerCurrent.answerDue} < ${reader.today} THEN 'answer_overdue'
                  ELSE 'evaluation_overdue' END AS kind,
             CASE WHEN ${partnerCurrent.assessmentState} IN ('sending', 'open', 'returned', 'submitted') THEN ${partnerCurrent.answerDue} ELSE ${partnerCurrent.nextDue} END AS due
        FROM ${partnerCurrent}
       WHERE ${live(reader)}
         AND (${partnerCurrent.assessmentState} = 'submitted'
              OR (${partnerCurrent.assessmentState} IN ${RUNNING} AND ${partnerCurrent.answerDue} < ${reader.today})
              OR (${partnerCurrent.assessmentState} IN ('none', 'confirmed', 'cancelled') AND ${partnerCurrent.nextDue} < ${reader.today}))
       ORDER BY ${partnerCurrent.levelEffective} DESC NULLS LAST, 4, ${partnerCurrent.sortKey} LIMIT 12) c
      JOIN partners p ON p.tenant_id = ${reader.tenant} AND p.id = c.partner_id`)
  return rows
}

export const countExpiringEvidence = async (db: TenantTx, reader: DashboardReader): Promise<number> => {
  const { rows } = await db.execute<{ n: number }>(sql`
    SELECT count(DISTINCT e.partner_id)::int AS n FROM partner_evidence e
      JOIN ${partnerCurrent} ON ${partnerCurrent.tenantId} = e.tenant_id AND ${partnerCurrent.partnerId} = e.partner_id
     WHERE e.tenant_id = ${reader.tenant} AND e.expires_on <= ${reader.in90Days} AND ${live(reader)}`)
  return rows[0]?.n ?? 0
}

export const countWaitingApprovals = async (db: TenantTx, tenant: string, memberId: string | null): Promise<number> => {
  if (memberId === null) return 0
  const { rows } = await db.execute<{ n: number }>(sql`
    SELECT count(*)::int AS n FROM approvals a WHERE a.tenant_id = ${tenant}
       AND ((a.state = 'requested' AND coalesce(a.approver_id, a.decider_id) = ${memberId}) OR (a.state = 'approved' AND a.decider_id = ${memberId}))`)
  return rows[0]?.n ?? 0
}
