import { randomInt } from 'node:crypto'
import { sameText } from '../../platform/auth/token.ts'
import { plusSeconds } from '../../platform/clock.ts'
import type { WriteCtx } from '../../platform/context.ts'
import { insertOtp, lockNewestOtp, updateOtp } from './portal-session.store.ts'
import type { Grant } from './request.store.ts'

export const CODE_MINUTES = 10
export const MOST_TRIES = 5

const macOf = (ctx: WriteCtx, grantId: string, code: string): string => ctx.vault.mac(`kizuna.otp.${grantId}.${code}`)

/** Makes a six-digit code for one link, good for ten minutes and five tries; only a keyed hash of it is kept. */
export const issueCode = async (
  ctx: WriteCtx,
  grant: Pick<Grant, 'id' | 'requestId'>,
  via: 'mail' | 'call',
): Promise<{ id: string; code: string }> => {
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  const id = ctx.newId()
  await insertOtp(ctx.db, {
    tenantId: ctx.actor.tenant,
    id,
    requestId: grant.requestId,
    grantId: grant.id,
    hmac: macOf(ctx, grant.id, code),
    via,
    expiresAt: plusSeconds(ctx.now, CODE_MINUTES * 60),
    createdAt: ctx.now,
    updatedAt: ctx.now,
  })
  ctx.record({
    stream: 'access',
    event: 'portal.code_issued',
    subject: { type: 'grant', id: grant.id },
    after: { via, minutes: CODE_MINUTES },
  })
  return { id, code }
}

export type CodeVerdict = { ok: true } | { ok: false; reason: 'spent' } | { ok: false; reason: 'wrong'; left: number }

/** Tries a code against the newest one of the link; each wrong try counts and the fifth spends it. */
export const tryCode = async (ctx: WriteCtx, grantId: string, code: string): Promise<CodeVerdict> => {
  const otp = await lockNewestOtp(ctx.db, ctx.actor.tenant, grantId)
  if (otp === undefined || otp.usedAt !== null || otp.expiresAt <= ctx.now || otp.tries >= MOST_TRIES)
    return { ok: false, reason: 'spent' }
  if (sameText(otp.hmac, macOf(ctx, grantId, code))) {
    await updateOtp(ctx.db, otp, { usedAt: ctx.now }, ctx.now)
    return { ok: true }
  }
  const tries = otp.tries + 1
  await updateOtp(ctx.db, otp, { tries }, ctx.now)
  return tries >= MOST_TRIES ? { ok: false, reason: 'spent' } : { ok: false, reason: 'wrong', left: MOST_TRIES - tries }
}
