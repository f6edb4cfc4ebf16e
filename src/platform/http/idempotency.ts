import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { actorText, type WriteCtx } from '../context.ts'
import { platformErrors } from '../errors.ts'
import { idempotencyKeys } from '../jobs/jobs.tables.ts'

const MOST_KEY = 200

/** What a caller repeats when it did not hear the answer: the key it chose, and the hash of what it sent under it. */
export type Repeatable = { key: string; fingerprint: string }

export const repeatable = (key: string, url: string, body: unknown): Repeatable => ({
  key: key.slice(0, MOST_KEY),
  fingerprint: createHash('sha256')
    .update(`${url}\n${JSON.stringify(body ?? null)}`)
    .digest('hex'),
})

const answeredBefore = async (ctx: WriteCtx, { key, fingerprint }: Repeatable): Promise<{ answer: unknown } | null> => {
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
  if (row === undefined) return null
  if (row.fingerprint !== fingerprint) throw platformErrors.repeated_key()
  return { answer: JSON.parse(ctx.vault.unseal(String(row.response))) }
}

/** Acts once under a key: the answer is kept with the change, sealed since it may hold a secret shown once, and given again to a repetition. */
export const actOnce = async (
  ctx: WriteCtx,
  { key, fingerprint }: Repeatable,
  act: () => Promise<unknown>,
): Promise<unknown> => {
  const before = await answeredBefore(ctx, { key, fingerprint })
  if (before !== null) return before.answer
  const answer = await act()
  await ctx.db.insert(idempotencyKeys).values({
    tenantId: ctx.actor.tenant,
    actor: actorText(ctx.actor),
    key,
    fingerprint,
    status: 200,
    response: ctx.vault.seal(JSON.stringify(answer ?? null)),
    at: ctx.now,
  })
  return answer
}

const KEY_TAKEN = /idempotency_keys/

/** Whether a repetition lost the race against the first call, whose answer is there by now. */
export const answeredMeanwhile = (error: unknown): boolean => {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  return (
    cause instanceof Error &&
    'code' in cause &&
    cause.code === '23505' &&
    'constraint' in cause &&
    KEY_TAKEN.test(String(cause.constraint))
  )
}
