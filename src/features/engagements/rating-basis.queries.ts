import { and, asc, eq, ne, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { RISK_LEVELS } from '../../domain/risk/level.ts'
import type { LevelOverride } from '../../domain/risk/override.ts'
import type { TriageAnswers } from '../../domain/risk/triage.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { connections, engagements, overrides, triageAnswers } from './engagement.tables.ts'

const ratedEngagement = {
  id: engagements.id,
  partnerId: engagements.partnerId,
  purpose: engagements.purpose,
  state: engagements.state,
  periodStart: engagements.periodStart,
  periodEnd: engagements.periodEnd,
  yearlyFee: engagements.yearlyFee,
  dataClasses: engagements.dataClasses,
  dataVolume: engagements.dataVolume,
  personalDataCount: engagements.personalDataCount,
  onPartnerSystems: engagements.onPartnerSystems,
  connectionsKnown: engagements.connectionsKnown,
  overseas: engagements.overseas,
  answers: engagements.answers,
  level: engagements.level,
  impact: engagements.impact,
  likelihood: engagements.likelihood,
  impactPoints: engagements.impactPoints,
  likelihoodPoints: engagements.likelihoodPoints,
  ratedAt: engagements.ratedAt,
}

/** One array instead of a parameter for each id. */
const anyOf = (column: AnyPgColumn, ids: readonly string[]): SQL => sql`${column} = ANY(${sql.param([...ids])}::uuid[])`

const runningOf = (db: TenantTx, tenant: string, partnerIds: readonly string[]) =>
  db
    .select(ratedEngagement)
    .from(engagements)
    .where(
      and(eq(engagements.tenantId, tenant), anyOf(engagements.partnerId, partnerIds), ne(engagements.state, 'ended')),
    )
    .orderBy(asc(engagements.partnerId), asc(engagements.id))

const connectionsOf = (db: TenantTx, tenant: string, partnerIds: readonly string[]) =>
  db
    .select({
      engagementId: connections.engagementId,
      kind: connections.kind,
      direction: connections.direction,
      alwaysOn: connections.alwaysOn,
    })
    .from(connections)
    .where(and(eq(connections.tenantId, tenant), anyOf(connections.partnerId, partnerIds)))
    .orderBy(asc(connections.id))

const grouped = <T, K extends string>(rows: readonly T[], key: (row: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group === undefined) groups.set(key(row), [row])
    else group.push(row)
  }
  return groups
}

type Running = Awaited<ReturnType<typeof runningOf>>[number]
export type EngagementBasis = Running & {
  connections: readonly Pick<typeof connections.$inferSelect, 'kind' | 'direction' | 'alwaysOn'>[]
}
export type OverrideBasis = LevelOverride & { id: string }
/** Everything on record in this feature that a partner's level follows from. */
export type LevelBasis = {
  engagements: readonly EngagementBasis[]
  triage: TriageAnswers | null
  override: OverrideBasis | null
}

/** Reads what the levels of many partners follow from: four statements, however many partners. */
export const readBasis = async (
  db: TenantTx,
  tenant: string,
  partnerIds: readonly string[],
): Promise<(partnerId: string) => LevelBasis> => {
  if (partnerIds.length === 0) return () => ({ engagements: [], triage: null, override: null })
  const running = await runningOf(db, tenant, partnerIds)
  const links = grouped(
    running.length === 0 ? [] : await connectionsOf(db, tenant, partnerIds),
    (row) => row.engagementId,
  )
  const byPartner = grouped(
    running.map((row) => ({ ...row, connections: links.get(row.id) ?? [] })),
    (row) => row.partnerId,
  )
  const triage = await db
    .select()
    .from(triageAnswers)
    .where(and(eq(triageAnswers.tenantId, tenant), anyOf(triageAnswers.partnerId, partnerIds)))
  const triageBy = new Map(triage.map((row) => [row.partnerId, row]))
  const forced = await db
    .select()
    .from(overrides)
    .where(and(eq(overrides.tenantId, tenant), anyOf(overrides.partnerId, partnerIds), eq(overrides.state, 'in_force')))
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
