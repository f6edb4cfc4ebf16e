import { and, asc, desc, eq, gt, isNotNull, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { comments, itemStats, results, reviews } from './review.tables.ts'

export type Review = typeof reviews.$inferSelect
export type Result = typeof results.$inferSelect
export type Comment = typeof comments.$inferSelect
export type ItemStat = typeof itemStats.$inferSelect

/** The decisions on one submission of a request. */
export const reviewsOf = (db: TenantTx, tenant: string, requestId: string, submissionNo: number): Promise<Review[]> =>
  db
    .select()
    .from(reviews)
    .where(and(eq(reviews.tenantId, tenant), eq(reviews.requestId, requestId), eq(reviews.submissionNo, submissionNo)))

/** The answers of its last submission that a request gives back to the partner. */
export const returnedOf = async (
  db: TenantTx,
  { tenantId, id, submissionNo }: { tenantId: string; id: string; submissionNo: number },
): Promise<Review[]> =>
  (await reviewsOf(db, tenantId, id, submissionNo)).filter(({ decision }) => decision === 'returned')

export const keepReviews = async (db: TenantTx, rows: readonly Review[]): Promise<void> => {
  if (rows.length === 0) return
  await db
    .insert(reviews)
    .values([...rows])
    .onConflictDoUpdate({
      target: [reviews.tenantId, reviews.requestId, reviews.submissionNo, reviews.questionKey],
      set: {
        answerRevision: sql`excluded.answer_revision`,
        decision: sql`excluded.decision`,
        comment: sql`excluded.comment`,
        until: sql`excluded.until`,
        by: sql`excluded.by`,
        at: sql`excluded.at`,
      },
    })
}

/** Carries decisions over to a new submission; the portal may add them but never change one. */
export const insertReviews = async (db: TenantTx, rows: readonly Review[]): Promise<void> => {
  if (rows.length > 0) await db.insert(reviews).values([...rows])
}

export const commentsOf = (db: TenantTx, tenant: string, requestId: string, audience?: 'partner'): Promise<Comment[]> =>
  db
    .select()
    .from(comments)
    .where(
      and(
        eq(comments.tenantId, tenant),
        eq(comments.requestId, requestId),
        audience === undefined ? undefined : eq(comments.audience, audience),
      ),
    )
    .orderBy(asc(comments.id))
    .limit(500)

/** How many messages the partner has written since an instant. */
export const countFromPartner = (db: TenantTx, tenant: string, requestId: string, since: Instant): Promise<number> =>
  db.$count(
    comments,
    and(
      eq(comments.tenantId, tenant),
      eq(comments.requestId, requestId),
      isNotNull(comments.byGrant),
      gt(comments.createdAt, since),
    ),
  )

export const insertComment = async (db: TenantTx, row: typeof comments.$inferInsert): Promise<void> => {
  await db.insert(comments).values(row)
}

export const insertResult = async (db: TenantTx, row: typeof results.$inferInsert): Promise<void> => {
  await db.insert(results).values(row)
}

export const resultOf = async (db: TenantTx, tenant: string, requestId: string): Promise<Result | undefined> => {
  const [row] = await db
    .select()
    .from(results)
    .where(and(eq(results.tenantId, tenant), eq(results.requestId, requestId)))
  return row
}

/** A partner's results, newest first. */
export const resultsOf = (db: TenantTx, tenant: string, partnerId: string, limit: number): Promise<Result[]> =>
  db
    .select()
    .from(results)
    .where(and(eq(results.tenantId, tenant), eq(results.partnerId, partnerId)))
    .orderBy(desc(results.confirmedOn), desc(results.id))
    .limit(limit)

/** Adds the answers of one confirmed request to the figures of its question set. */
export const addItemStats = async (db: TenantTx, rows: readonly ItemStat[]): Promise<void> => {
  if (rows.length === 0) return
  await db
    .insert(itemStats)
    .values([...rows].sort((a, b) => (a.questionKey < b.questionKey ? -1 : 1)))
    .onConflictDoUpdate({
      target: [itemStats.tenantId, itemStats.questionSetId, itemStats.questionKey],
      set: {
        done: sql`${itemStats.done} + excluded.done`,
        partly: sql`${itemStats.partly} + excluded.partly`,
        not: sql`${itemStats.not} + excluded.not`,
        na: sql`${itemStats.na} + excluded.na`,
        unanswered: sql`${itemStats.unanswered} + excluded.unanswered`,
        evidenced: sql`${itemStats.evidenced} + excluded.evidenced`,
      },
    })
}
