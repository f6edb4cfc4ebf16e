import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ConnectionKind } from '../../domain/risk/connection-bits.ts'
import type { EngagementFacts, OverseasConcern } from '../../domain/risk/facts.ts'
import type { RiskLevel } from '../../domain/risk/level.ts'
import type { PlainDate } from '../../domain/time.ts'
import { instant, ownRow, plainDate, tenantId, textC } from '../../platform/db/columns.ts'
import { approvals } from '../approvals/approval.tables.ts'
import { catalogVersions } from '../catalog/catalog.tables.ts'
import { members, units } from '../organizations/organization.tables.ts'
import { partnerMerges } from '../partners/merge.tables.ts'
import { partners } from '../partners/partner.tables.ts'

export type EngagementState = 'planned' | 'live' | 'ended'

/**
 * What was decided about an engagement, beside its own columns, so that it can be retraced: the facts that are kept
 * elsewhere and may change there, what they gave to factors nobody answered, and what the policy made of it. Answers,
 * facts of the engagement itself and figures are its columns, which never change without a rating.
 */
export type StoredRating = {
  facts: Pick<EngagementFacts, 'connections' | 'maturity' | 'industry' | 'employees'> & {
    /** What the partner's country adds, unless the engagement says so itself. */
    country: readonly Omit<OverseasConcern, 'reason'>[] | null
  }
  proposed: Record<string, number>
  cell: RiskLevel | null
  profile: RiskLevel | null
  lifted: boolean
}

/** Work a department gives to a partner (委託案件): the unit that is rated. */
export const engagements = pgTable(
  'engagements',
  {
    ...ownRow(),
    partnerId: uuid().notNull(),
    /** The merge that brought it here from a duplicate; undoing that merge takes it back. */
    mergeId: uuid(),
    unitId: uuid(),
    purpose: text().notNull(),
    services: text().notNull(),
    contractRef: text().notNull(),
    periodStart: plainDate().$type<PlainDate>(),
    periodEnd: plainDate().$type<PlainDate>(),
    state: textC().$type<EngagementState>().notNull(),
    yearlyFee: bigint({ mode: 'number' }),
    dataClasses: jsonb().$type<string[]>(),
    dataVolume: textC(),
    personalDataCount: integer(),
    onPartnerSystems: boolean(),
    /** Whether someone has said which connections there are; without it an empty list means unknown. */
    connectionsKnown: boolean().notNull(),
    /** null: the country's start values of the catalogue hold. */
    overseas: jsonb().$type<OverseasConcern[]>(),
    /** Points a person chose, by factor of the policy. */
    answers: jsonb().$type<Record<string, number>>().notNull(),
    level: integer(),
    impact: integer(),
    likelihood: integer(),
    impactPoints: integer(),
    likelihoodPoints: integer(),
    rating: jsonb().$type<StoredRating>(),
    policyVersionId: uuid(),
    ratedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.partnerId], foreignColumns: [partners.tenantId, partners.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.tenantId, t.unitId], foreignColumns: [units.tenantId, units.id] }),
    foreignKey({ columns: [t.tenantId, t.mergeId], foreignColumns: [partnerMerges.tenantId, partnerMerges.id] }),
    foreignKey({
      columns: [t.tenantId, t.policyVersionId],
      foreignColumns: [catalogVersions.tenantId, catalogVersions.id],
    }),
    index('engagements_partner').on(t.tenantId, t.partnerId, t.state),
    index('engagements_period').on(t.tenantId, t.state, t.periodEnd),
    check('engagements_state', sql`${t.state} IN ('planned','live','ended')`),
    check(
      'engagements_period_order',
      sql`${t.periodStart} IS NULL OR ${t.periodEnd} IS NULL OR ${t.periodStart} <= ${t.periodEnd}`,
    ),
  ],
)

/** A technical connection between the partner and one of our assets. */
export const connections = pgTable(
  'connections',
  {
    ...ownRow(),
    engagementId: uuid().notNull(),
    partnerId: uuid().notNull(),
    kind: textC().$type<ConnectionKind>().notNull(),
    asset: text().notNull(),
    direction: textC().$type<'inbound' | 'outbound' | 'both'>().notNull(),
    alwaysOn: boolean().notNull(),
    controls: text().notNull(),
    access: textC().$type<'read' | 'write' | 'run' | 'admin'>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.engagementId],
      foreignColumns: [engagements.tenantId, engagements.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.tenantId, t.partnerId], foreignColumns: [partners.tenantId, partners.id] }).onDelete(
      'cascade',
    ),
    index('connections_engagement').on(t.tenantId, t.engagementId),
    index('connections_partner').on(t.tenantId, t.partnerId),
  ],
)

/** A level set by a person for a time: asked, consented to by another, in force until its last day. */
export const overrides = pgTable(
  'overrides',
  {
    ...ownRow(),
    partnerId: uuid().notNull(),
    level: integer().notNull(),
    reason: text().notNull(),
    expiresOn: plainDate().$type<PlainDate>().notNull(),
    state: textC().$type<'asked' | 'in_force' | 'ended' | 'refused'>().notNull(),
    approvalId: uuid(),
    askedBy: uuid().notNull(),
    approvedBy: uuid(),
    endedAt: instant(),
    endedBecause: textC().$type<'expired' | 'withdrawn' | 'replaced' | 'merged'>(),
    /** The merge that ended it; undoing that merge puts it into force again. */
    mergeId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.partnerId], foreignColumns: [partners.tenantId, partners.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.tenantId, t.approvalId], foreignColumns: [approvals.tenantId, approvals.id] }),
    foreignKey({ columns: [t.tenantId, t.askedBy], foreignColumns: [members.tenantId, members.id] }),
    foreignKey({ columns: [t.tenantId, t.approvedBy], foreignColumns: [members.tenantId, members.id] }),
    foreignKey({ columns: [t.tenantId, t.mergeId], foreignColumns: [partnerMerges.tenantId, partnerMerges.id] }),
    uniqueIndex('overrides_one_in_force').on(t.tenantId, t.partnerId).where(sql`${t.state} = 'in_force'`),
    index('overrides_expiry').on(t.tenantId, t.state, t.expiresOn),
    index('overrides_approval').on(t.tenantId, t.approvalId),
    check('overrides_level', sql`${t.level} BETWEEN 0 AND 4`),
    check('overrides_never_own', sql`${t.approvedBy} IS NULL OR ${t.approvedBy} <> ${t.askedBy}`),
  ],
)

/** The three answers that place a partner before it is rated. */
export const triageAnswers = pgTable(
  'triage_answers',
  {
    ...ownRow(),
    partnerId: uuid().notNull(),
    connected: boolean(),
    sensitiveData: boolean(),
    stopsWithinDay: boolean(),
    answeredBy: uuid(),
    /** The merge the answers came with, until somebody answers anew. */
    mergeId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.partnerId] }),
    foreignKey({ columns: [t.tenantId, t.partnerId], foreignColumns: [partners.tenantId, partners.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.tenantId, t.answeredBy], foreignColumns: [members.tenantId, members.id] }),
    foreignKey({ columns: [t.tenantId, t.mergeId], foreignColumns: [partnerMerges.tenantId, partnerMerges.id] }),
  ],
)

/** One rating of all partners after a policy was published; it goes on where it stopped. */
export const reratings = pgTable(
  'reratings',
  {
    ...ownRow(),
    policyVersionId: uuid().notNull(),
    chunks: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.policyVersionId],
      foreignColumns: [catalogVersions.tenantId, catalogVersions.id],
    }),
  ],
)

/** One range of partners of such a rating, done in a transaction of its own. */
export const reratingChunks = pgTable(
  'rerating_chunks',
  {
    tenantId: tenantId(),
    id: uuid().notNull(),
    reratingId: uuid().notNull(),
    fromPartner: uuid().notNull(),
    untilPartner: uuid().notNull(),
    doneAt: instant(),
    partners: integer(),
    moved: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.reratingId], foreignColumns: [reratings.tenantId, reratings.id] }).onDelete(
      'cascade',
    ),
    index('rerating_chunks_rerating').on(t.tenantId, t.reratingId),
  ],
)
