import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { OverseasConcern } from '../../domain/risk/facts.ts'
import { RISK_LEVELS } from '../../domain/risk/level.ts'
import type { LevelOverride } from '../../domain/risk/override.ts'
import type { TriageAnswers } from '../../domain/risk/triage.ts'
import type { PlainDate } from '../../domain/time.ts'
import { arrayText } from '../../platform/db/array-text.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { type connections, overrides, triageAnswers } from './engagement.tables.ts'

/** An engagement that is not ended, as far as its level follows from it, and where it stands now. */
type Running = {
  id: string
  partnerId: string
  periodStart: PlainDate | null
  periodEnd: PlainDate | null
  yearlyFee: number | null
  dataClasses: string[] | null
  dataVolume: string | null
  personalDataCount: number | null
  onPartnerSystems: boolean | null
  connectionsKnown: boolean
  overseas: OverseasConcern[] | null
  answers: Record<string, number>
  level: number | null
  impact: number | null
  likelihood: number | null
  impactPoints: number | null
  likelihoodPoints: number | null
  isRated: boolean
}
type Link = Pick<typeof connections.$inferSelect, 'engagementId' | 'kind' | 'direction' | 'alwaysOn'>

// Written out: a hundred thousand rows are read in one go after a change of policy, and mapping them costs more than rating them.
const runningOf = async (db: TenantTx, tenant: string, partnerIds: string): Promise<Running[]> => {
  const done = await db.execute<Running>(sql`
    SELECT id, partner_id AS "partnerId", period_start AS "periodStart", period_end AS "periodEnd",
           yearly_fee::float8 AS "yearlyFee", data_classes AS "dataClasses", data_volume AS "dataVolume",
           personal_data_count AS "personalDataCount", on_partner_systems AS "onPartnerSystems",
           connections_known AS "connectionsKnown", overseas, answers, level, impact, likelihood,
           impact_points AS "impactPoints", likelihood_points AS "likelihoodPoints", rated_at IS NOT NULL AS "isRated"
      FROM engagements WHERE tenant_id = ${tenant} AND partner_id = ANY(${partnerIds}::uuid[]) AND state <> 'ended'
     ORDER BY partner_id, id`)
  return done.rows
}

const connectionsOf = async (db: TenantTx, tenant: string, partnerIds: string): Promise<Link[]> => {
  const done = await db.execute<Link>(sql`
    SELECT engagement_id AS "engagementId", kind, direction, always_on AS "alwaysOn"
      FROM connections WHERE tenant_id = ${tenant} AND partner_id = ANY(${partnerIds}::uuid[]) ORDER BY id`)
  return done.rows
}

/** One array instead of a parameter for each id. */
const anyOf = (column: AnyPgColumn, ids: string): SQL => sql`${column} = ANY(${ids}::uuid[])`

const grouped = <T, K extends string>(rows: readonly T[], key: (row: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group === undefined) groups.set(key(row), [row])
    else group.push(row)
  }
  return groups
}

export type EngagementBasis = Running & { connections: readonly Omit<Link, 'engagementId'>[] }
export type OverrideBasis = LevelOverride & { id: string }
/** Everything on record in this feature that a partner's level follows from. */
export type LevelBasis = {
  engagements: readonly EngagementBasis[]
  triage: TriageAnswers | null
  override: OverrideBasis | null
}

const NONE: EngagementBasis['connections'] = []
const linkOf = ({ kind, direction, alwaysOn }: Link) => ({ kind, direction, alwaysOn })

/** Reads what the levels of many partners follow from: four statements, however many partners. */
export const readBasis = async (
  db: TenantTx,
  tenant: string,
  partnerIds: readonly string[],
): Promise<(partnerId: string) => LevelBasis> => {
  if (partnerIds.length === 0) return () => ({ engagements: [], triage: null, override: null })
  const wanted = arrayText(partnerIds)
  const running = await runningOf(db, tenant, wanted)
  const links = grouped(running.length === 0 ? [] : await connectionsOf(db, tenant, wanted), (row) => row.engagementId)
  const byPartner = grouped(
    running.map((row): EngagementBasis => Object.assign(row, { connections: links.get(row.id)?.map(linkOf) ?? NONE })),
    (row) => row.partnerId,
  )
  const triage = await db
    .select()
    .from(triageAnswers)
    .where(and(eq(triageAnswers.tenantId, tenant), anyOf(triageAnswers.partnerId, wanted)))
  const triageBy = new Map(triage.map((row) => [row.partnerId, row]))
  const forced = await db
    .select()
    .from(overrides)
    .where(and(eq(overrides.tenantId, tenant), anyOf(overrides.partnerId, wanted), eq(overrides.state, 'in_force')))
  const overrideBy = new Map(forced.map((row) => [row.partnerId, row]))
  return (partnerId) => {
    const answers = triageBy.get(partnerId)
    const override = overrideBy.get(partnerId)
    return {
      engagements: byPartner.get(partnerId) ?? [],
      triage:
        answers === undefined
          ? null
          : {
              connected: answers.connected,
              sensitiveData: answers.sensitiveData,
              stopsWithinDay: answers.stopsWithinDay,
            },
      override:
        override === undefined
          ? null
          : {
              id: override.id,
              level: RISK_LEVELS[override.level] ?? 'R0',
              reason: override.reason,
              askedBy: override.askedBy,
              approvedBy: override.approvedBy,
              expiresOn: override.expiresOn,
            },
    }
  }
}
