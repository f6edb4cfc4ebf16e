import { randomBytes } from 'node:crypto'
import { passwordFits } from '../../platform/auth/password.ts'
import { hashSecret } from '../../platform/auth/token.ts'
import { newTotpSecret, totpStep, totpUri } from '../../platform/auth/totp.ts'
import type { WriteCtx } from '../../platform/context.ts'
import { ownSession, saveMember, self, subjectOf } from './account.service.ts'
import { type Member, replaceRecoveryCodes } from './member.store.ts'
import { authErrors } from './organization.errors.ts'
import { revokeSessions } from './session.store.ts'

/** What a member shows to prove that they themselves sit at the screen. */
export type Proof = { currentPassword: string; code: string }

const RECOVERY_CODES = 10

const offer = async (ctx: WriteCtx, member: Member, issuer: string, change: { totpLastStep?: number }) => {
  const secret = newTotpSecret()
  await saveMember(ctx, member, { ...change, totpPending: ctx.vault.seal(secret) })
  return { otpauthUri: totpUri(issuer, member.emailNorm, secret), secret }
}

const proven = async (ctx: WriteCtx, member: Member, proof: Proof): Promise<number> => {
  if (member.totpConfirmedAt === null || member.totpSecret === null) throw authErrors.no_second_factor()
  if (!(await passwordFits(member.passwordHash, proof.currentPassword))) throw authErrors.password_wrong()
  const step = totpStep(ctx.vault.unseal(member.totpSecret), proof.code, ctx.now, member.totpLastStep)
  if (step === null) throw authErrors.totp_wrong()
  return step
}

const newRecoveryCodes = async (ctx: WriteCtx, member: Member): Promise<string[]> => {
  const codes = Array.from({ length: RECOVERY_CODES }, () =>
    randomBytes(6)
      .toString('hex')
      .replace(/(.{4})(?=.)/g, '$1-'),
  )
  const rows = codes.map((text) => ({
    tenantId: ctx.actor.tenant,
    id: ctx.newId(),
    memberId: member.id,
    codeHash: hashSecret(text),
    createdAt: ctx.now,
    updatedAt: ctx.now,
  }))
  await replaceRecoveryCodes(ctx.db, rows, ctx.actor.tenant, member.id)
  return codes
}

// With a token that leaked someone could register a factor of their own and lock its owner out.
const atTheScreen = async (ctx: WriteCtx): Promise<Member> => {
  if (ctx.actor.kind !== 'member') throw authErrors.second_factor_by_session()
  return self(ctx)
}

/** Proposes a first second factor to the member who is signed in; it counts only once confirmed by a code. */
export const proposeTotp = async (ctx: WriteCtx, issuer: string): Promise<{ otpauthUri: string; secret: string }> => {
  const member = await atTheScreen(ctx)
  if (member.totpConfirmedAt !== null) throw authErrors.proof_needed()
  return offer(ctx, member, issuer, {})
}

/** Proposes another second factor against the password and a code of the present one, which counts until the new one is confirmed. */
export const proposeOtherTotp = async (
  ctx: WriteCtx,
  issuer: string,
  proof: Proof,
): Promise<{ otpauthUri: string; secret: string }> => {
  const member = await self(ctx)
  return offer(ctx, member, issuer, { totpLastStep: await proven(ctx, member, proof) })
}

/** Confirms the proposed second factor by one code, ends the member's other sessions and hands out ten recovery codes, shown once. */
export const confirmTotp = async (
  ctx: WriteCtx,
  code: string,
  token: string | null,
): Promise<{ recoveryCodes: string[] }> => {
  const member = await atTheScreen(ctx)
  const pending = member.totpPending
  const step = pending === null ? null : totpStep(ctx.vault.unseal(pending), code, ctx.now, null)
  if (step === null) throw authErrors.totp_wrong()
  const change = { totpSecret: pending, totpPending: null, totpConfirmedAt: ctx.now, totpLastStep: step }
  await saveMember(ctx, member, change)
  const recoveryCodes = await newRecoveryCodes(ctx, member)
  const except = await ownSession(ctx, token)
  await revokeSessions(ctx.db, ctx.actor.tenant, member.id, ctx.now, except === undefined ? {} : { except })
  const event = member.totpConfirmedAt === null ? 'member.second_factor_confirmed' : 'member.second_factor_replaced'
  ctx.record({ stream: 'access', event, subject: subjectOf(member) })
  return { recoveryCodes }
}

/** Replaces the recovery codes against the password and a code of the second factor; the old ones stop working. */
export const renewRecoveryCodes = async (ctx: WriteCtx, proof: Proof): Promise<{ recoveryCodes: string[] }> => {
  const member = await self(ctx)
  await saveMember(ctx, member, { totpLastStep: await proven(ctx, member, proof) })
  const recoveryCodes = await newRecoveryCodes(ctx, member)
  ctx.record({ stream: 'access', event: 'member.recovery_codes_renewed', subject: subjectOf(member) })
  return { recoveryCodes }
}
