import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { CheapStep } from '../../domain/maturity/cheapest-step.ts'
import type { ScoreChange } from '../../domain/maturity/drop.ts'
import type { MaturityBand } from '../../domain/maturity/policy.ts'
import type { Breakdown } from '../../domain/maturity/score.ts'
import type { PlainDate } from '../../domain/time.ts'
import { instant, ownRow, plainDate, tenantId, textC } from '../../platform/db/columns.ts'
import { members } from '../organizations/organization.tables.ts'
import { partners } from '../partners/partner.tables.ts'
import { questionSets, requests } from './request.tables.ts'

type LocalText = {
  ja: string
  en: string
  'zh-CN'?: string | undefined
  vi?: string | undefined
  th?: string | undefined
}
/** The policy's words for a result, kept with it: a later policy changes no sentence of an earlier decision. */
export type ResultWords = { band: LocalText; nextStep: LocalText; help: 'none' | 'offered' | 'active' } | null

export type ReviewDecision = 'accepted' | 'partly' | 'equivalent' | 'returned'

/** The reviewer's decision on one answer of one submission, with words for the partner. */
export const reviews = pgTable(
  'reviews',
  {
    tenantId: tenantId(),
    requestId: uuid().notNull(),
    submissionNo: integer().notNull(),
    questionKey: textC().notNull(),
    answerRevision: integer().notNull(),
    decision: textC().$type<ReviewDecision>().notNull(),
    comment: text().notNull(),
    /** Last day on which an equivalent measure counts as done. */
    until: plainDate().$type<PlainDate>(),
    /** Null when an unchanged answer kept its earlier decision by itself. */
    by: uuid(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.requestId, t.submissionNo, t.questionKey] }),
    foreignKey({ columns: [t.tenantId, t.requestId], foreignColumns: [requests.tenantId, requests.id] }),
    foreignKey({ columns: [t.tenantId, t.by], foreignColumns: [members.tenantId, members.id] }),
    check('reviews_decision', sql`${t.decision} IN ('accepted','partly','equivalent','returned')`),
    check('reviews_until', sql`(${t.decision} = 'equivalent') = (${t.until} IS NOT NULL)`),
  ],
)

/** One message of the thread between us and the partner, or among ourselves. */
export const comments = pgTable(
  'comments',
  {
    ...ownRow(),
    requestId: uuid().notNull(),
    questionKey: textC(),
    audience: textC().$type<'internal' | 'partner'>().notNull(),
    topic: textC().$type<'general' | 'deadline' | 'cost' | 'equivalent'>().notNull(),
    text: text().notNull(),
    byGrant: uuid(),
    byMember: uuid(),
    byName: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.requestId], foreignColumns: [requests.tenantId, requests.id] }),
    index('comments_request').on(t.tenantId, t.requestId, t.id),
    check('comments_audience', sql`${t.audience} IN ('internal','partner')`),
    check('comments_one_author', sql`(${t.byGrant} IS NULL) <> (${t.byMember} IS NULL)`),
  ],
)

/** A confirmed score with everything that explains it. */
export const results = pgTable(
  'results',
  {
    ...ownRow(),
    partnerId: uuid().notNull(),
    requestId: uuid().notNull(),
    questionSetId: textC().notNull(),
    itemSet: textC().notNull(),
    /** Null when nothing applied, so that there is no score. */
    scoreNum: integer(),
    scoreDen: integer(),
    scoreBp: integer(),
    band: textC().$type<MaturityBand>(),
    bandByScore: textC().$type<MaturityBand>(),
    cappedBy: jsonb().$type<readonly string[]>().notNull(),
    breakdown: jsonb().$type<readonly Breakdown[]>().notNull(),
    steps: jsonb().$type<readonly CheapStep[]>().notNull(),
    change: jsonb().$type<ScoreChange>().notNull(),
    words: jsonb().$type<ResultWords>(),
    manyNotApplicable: boolean().notNull(),
    level: integer(),
    ruleVersion: integer().notNull(),
    confirmedOn: plainDate().$type<PlainDate>().notNull(),
    nextDue: plainDate().$type<PlainDate>(),
    nextDueProvisional: boolean().notNull(),
    confirmedBy: uuid().notNull(),
    note: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('results_request').on(t.tenantId, t.requestId),
    foreignKey({ columns: [t.tenantId, t.partnerId], foreignColumns: [partners.tenantId, partners.id] }),
    foreignKey({ columns: [t.tenantId, t.requestId], foreignColumns: [requests.tenantId, requests.id] }),
    foreignKey({ columns: [t.tenantId, t.questionSetId], foreignColumns: [questionSets.tenantId, questionSets.id] }),
    foreignKey({ columns: [t.tenantId, t.confirmedBy], foreignColumns: [members.tenantId, members.id] }),
    index('results_partner').on(t.tenantId, t.partnerId, t.confirmedOn, t.id),
    check('results_score', sql`(${t.scoreNum} IS NULL) = (${t.scoreDen} IS NULL) AND ${t.scoreDen} <> 0`),
  ],
)

/** How often each question was answered how, added up when a result is confirmed, so that no screen reads raw answers. */
export const itemStats = pgTable(
  'item_stats',
  {
    tenantId: tenantId(),
    questionSetId: textC().notNull(),
    questionKey: textC().notNull(),
    done: integer().notNull(),
    partly: integer().notNull(),
    not: integer().notNull(),
    na: integer().notNull(),
    unanswered: integer().notNull(),
    evidenced: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.questionSetId, t.questionKey] }),
    foreignKey({ columns: [t.tenantId, t.questionSetId], foreignColumns: [questionSets.tenantId, questionSets.id] }),
  ],
)
