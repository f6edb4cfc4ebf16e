import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import { among } from '../../platform/db/among.ts'
import { insertion, insertMany } from '../../platform/db/bulk.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { answerFiles, answerRevisions, answers, submissions } from './answer.tables.ts'

export type AnswerRow = typeof answers.$inferSelect
export type AnswerFile = typeof answerFiles.$inferSelect
export type Submission = typeof submissions.$inferSelect

export const answersOf = (db: TenantTx, tenant: string, requestId: string): Promise<AnswerRow[]> =>
  db
    .select()
    .from(answers)
    .where(and(eq(answers.tenantId, tenant), eq(answers.requestId, requestId)))

// The later answer holds: everything but the key is taken from it.
const LATER = sql.raw(
  ['revision', 'value', 'comment', 'equivalent', 'source', 'by_grant', 'by_member', 'at']
    .map((column) => `${column} = excluded.${column}`)
    .join(', '),
)

/**
 * Keeps each answer as the one that holds and as a revision of its own, and how far the request has come with them,
 * in one statement. The caller holds the request's lock.
 */
export const keepAnswers = async (
  db: TenantTx,
  request: { tenantId: string; id: string },
  rows: readonly AnswerRow[],
  progress: { shown: number; answered: number; percent: number },
  now: Instant,
): Promise<void> => {
  if (rows.length === 0) return
  await db.execute(sql`
    WITH holds AS (${insertion(answers, rows)} ON CONFLICT (tenant_id, request_id, question_key) DO UPDATE SET ${LATER}),
         revised AS (${insertion(answerRevisions, rows)})
    UPDATE requests SET shown = ${progress.shown}::int, answered = ${progress.answered}::int, percent = ${progress.percent}::int, updated_at = ${now}::timestamptz
     WHERE tenant_id = ${request.tenantId}::uuid AND id = ${request.id}::uuid`)
}

/** Keeps answers taken over from last time in requests that have none yet. */
export const insertPrefilled = async (db: TenantTx, rows: readonly AnswerRow[]): Promise<void> => {
  await insertMany(db, answers, rows)
  await insertMany(db, answerRevisions, rows)
}

/** The answers of many requests, by request. */
export const answersByRequest = async (
  db: TenantTx,
  tenant: string,
  requestIds: readonly string[],
): Promise<ReadonlyMap<string, AnswerRow[]>> => {
  const found = new Map<string, AnswerRow[]>(requestIds.map((id) => [id, []]))
  if (requestIds.length === 0) return found
  const rows = await db
    .select()
    .from(answers)
    .where(and(eq(answers.tenantId, tenant), among(answers.requestId, requestIds)))
  for (const row of rows) found.get(row.requestId)?.push(row)
  return found
}

export const revisionsOf = (db: TenantTx, tenant: string, requestId: string, questionKey: string, most: number) =>
  db
    .select()
    .from(answerRevisions)
    .where(
      and(
        eq(answerRevisions.tenantId, tenant),
        eq(answerRevisions.requestId, requestId),
        eq(answerRevisions.questionKey, questionKey),
      ),
    )
    .orderBy(desc(answerRevisions.revision))
    .limit(most)

/** The files that stand with the answers now. */
export const filesOf = (db: TenantTx, tenant: string, requestId: string): Promise<AnswerFile[]> =>
  db
    .select()
    .from(answerFiles)
    .where(and(eq(answerFiles.tenantId, tenant), eq(answerFiles.requestId, requestId), isNull(answerFiles.removedAt)))
    .orderBy(asc(answerFiles.id))

/** Bytes of all papers ever handed in for a request, those taken away again too. */
export const bytesHandedIn = async (db: TenantTx, tenant: string, requestId: string): Promise<number> => {
  const [row] = await db
    .select({ bytes: sql<string>`coalesce(sum(${answerFiles.size}), 0)` })
    .from(answerFiles)
    .where(and(eq(answerFiles.tenantId, tenant), eq(answerFiles.requestId, requestId)))
  return Number(row?.bytes ?? 0)
}

export const insertAnswerFile = async (db: TenantTx, row: typeof answerFiles.$inferInsert): Promise<void> => {
  await db.insert(answerFiles).values(row)
}

export const removeAnswerFile = async (db: TenantTx, file: AnswerFile, now: Instant): Promise<void> => {
  await db
    .update(answerFiles)
    .set({ removedAt: now, updatedAt: now })
    .where(and(eq(answerFiles.tenantId, file.tenantId), eq(answerFiles.id, file.id)))
}

export const insertSubmission = async (db: TenantTx, row: typeof submissions.$inferInsert): Promise<void> => {
  await db.insert(submissions).values(row)
}

export const latestSubmission = async (
  db: TenantTx,
  tenant: string,
  requestId: string,
): Promise<Submission | undefined> => {
  const [row] = await db
    .select()
    .from(submissions)
    .where(and(eq(submissions.tenantId, tenant), eq(submissions.requestId, requestId)))
    .orderBy(desc(submissions.no))
    .limit(1)
  return row
}
