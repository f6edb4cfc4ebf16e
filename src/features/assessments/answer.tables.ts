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
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { AnswerValue } from '../../domain/assessment/question.ts'
import { instant, ownRow, tenantId, textC } from '../../platform/db/columns.ts'
import { requests } from './request.tables.ts'

export type AnswerSource = 'typed' | 'typed-for' | 'excel' | 'prefilled'

const answerColumns = () => ({
  tenantId: tenantId(),
  requestId: uuid().notNull(),
  questionKey: textC().notNull(),
  revision: integer().notNull(),
  value: jsonb().$type<AnswerValue>().notNull(),
  comment: text().notNull(),
  /** The partner does it another way with the same effect, described in the comment. */
  equivalent: boolean().notNull(),
  source: textC().$type<AnswerSource>().notNull(),
  byGrant: uuid(),
  byMember: uuid(),
  at: instant().notNull(),
})

/** The answer that holds now; only answered questions have a row. */
export const answers = pgTable('answers', answerColumns(), (t) => [
  primaryKey({ columns: [t.tenantId, t.requestId, t.questionKey] }),
  foreignKey({ columns: [t.tenantId, t.requestId], foreignColumns: [requests.tenantId, requests.id] }),
  check('answers_source', sql`${t.source} IN ('typed','typed-for','excel','prefilled')`),
])

/** Every answer ever given, also the one a colleague overwrote. */
export const answerRevisions = pgTable('answer_revisions', answerColumns(), (t) => [
  primaryKey({ columns: [t.tenantId, t.requestId, t.questionKey, t.revision] }),
  foreignKey({ columns: [t.tenantId, t.requestId], foreignColumns: [requests.tenantId, requests.id] }),
])

/** Evidence given with an answer; a removed file keeps its row, so that it shows what had been there. */
export const answerFiles = pgTable(
  'answer_files',
  {
    ...ownRow(),
    requestId: uuid().notNull(),
    questionKey: textC().notNull(),
    fileId: uuid().notNull(),
    name: text().notNull(),
    mediaType: textC().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    sha256: textC().notNull(),
    byGrant: uuid(),
    byMember: uuid(),
    removedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.requestId], foreignColumns: [requests.tenantId, requests.id] }),
    index('answer_files_question').on(t.tenantId, t.requestId, t.questionKey),
  ],
)

export type FrozenAnswers = {
  requestId: string
  no: number
  questionSetId: string | null
  answers: (Pick<
    typeof answers.$inferSelect,
    'questionKey' | 'value' | 'comment' | 'equivalent' | 'revision' | 'source'
  > & {
    files: { fileId: string; name: string; sha256: string }[]
  })[]
}

/** What was submitted, frozen with its hash; each return and correction adds one. */
export const submissions = pgTable(
  'submissions',
  {
    ...ownRow(),
    requestId: uuid().notNull(),
    no: integer().notNull(),
    frozen: jsonb().$type<FrozenAnswers>().notNull(),
    hash: textC().notNull(),
    byGrant: uuid(),
    byMember: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('submissions_no').on(t.tenantId, t.requestId, t.no),
    foreignKey({ columns: [t.tenantId, t.requestId], foreignColumns: [requests.tenantId, requests.id] }),
  ],
)
