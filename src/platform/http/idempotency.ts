import { and, eq } from 'drizzle-orm'
import { actorText, type WriteCtx } from '../context.ts'
import { platformErrors } from '../errors.ts'
import { idempotencyKeys } from '../jobs/jobs.tables.ts'

/** Finds the answer already given to this key by this actor; other content under the same key is refused. */
export const answeredBefore = async (
  ctx: WriteCtx,
  key: string,
  fingerprint: string,
): Promise<{ found: boolean; response?: unknown }> => {
  const [row] = await ctx.db
    .select()
    .from(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.tenantId, ctx.actor.tenant),
        eq(idempotencyKeys.actor, actorText(ctx.actor)),
        eq(idempotencyKeys.key, key),
      ),
    )
  if (row === undefined) return { found: false }
  if (row.fingerprint !== fingerprint) throw platformErrors.repeated_key()
  return { found: true, response: row.response }
}

export const keepAnswer = async (ctx: WriteCtx, key: string, fingerprint: string, response: unknown): Promise<void> => {
  await ctx.db.insert(idempotencyKeys).values({
    tenantId: ctx.actor.tenant,
    actor: actorText(ctx.actor),
    key,
    fingerprint,
    status: 200,
    response: response ?? null,
    at: ctx.now,
  })
}
