import { eq } from 'drizzle-orm'
import { passwordFits } from '../../platform/auth/password.ts'
import type { Throttle } from '../../platform/auth/throttle.ts'
import { hashSecret, newToken } from '../../platform/auth/token.ts'
import { totpStep } from '../../platform/auth/totp.ts'
import { plusSeconds } from '../../platform/clock.ts'
import type { Actor, WriteCtx } from '../../platform/context.ts'
import { withoutTenant } from '../../platform/db/directory.ts'
import { inTenant } from '../../platform/db/tenant.ts'
import { type Engine, writing } from '../../platform/work.ts'
import { hashEmail, type Member, memberById, normaliseEmail, updateMember } from './member.store.ts'
import { authErrors } from './organization.errors.ts'
import { loginDirectory } from './organization.tables.ts'
import { insertSession, spendRecoveryCode } from './session.store.ts'

export const SESSION_SECONDS = 12 * 3600

export type Attempt = {
  email: string
  password: string
  totp?: string | undefined
  userAgent: string
  ip: string
  correlation: string
}

const findAccounts = async (engine: Engine, emailNorm: string): Promise<Member[]> => {
  const places = await withoutTenant(engine.pools)
    .select()
    .from(loginDirectory)
    .where(eq(loginDirectory.emailHash, hashEmail(emailNorm)))
  const found: Member[] = []
  for (const { tenantId, memberId } of places) {
    const member = await inTenant(engine.pools, { tenant: tenantId, role: 'app', mode: 'read' }, (db) =>
      memberById(db, tenantId, memberId),
    )
    if (member?.status === 'active') found.push(member)
  }
  return found
}

const checkPassword = async (accounts: Member[], password: string): Promise<Member | undefined> => {
  if (accounts.length === 0) await passwordFits(undefined, password)
  for (const account of accounts) if (await passwordFits(account.passwordHash, password)) return account
  return undefined
}

const checkSecondFactor = async (ctx: WriteCtx, member: Member, code: string | undefined): Promise<void> => {
  if (member.totpConfirmedAt === null || member.totpSecret === null) return
  if (code === undefined || code === '') throw authErrors.totp_required()
  const step = totpStep(ctx.vault.unseal(member.totpSecret), code, ctx.now, member.totpLastStep)
  if (step !== null) {
    if (await updateMember(ctx.db, member, { totpLastStep: step }, ctx.now)) return
  } else if (
    await spendRecoveryCode(ctx.db, member.tenantId, member.id, hashSecret(code.trim().toLowerCase()), ctx.now)
  )
    return
  throw authErrors.totp_wrong()
}

/** Signs a member in: throttled per address and per account, password first, then the second factor, then a fresh session. */
export const signIn = async (
  engine: Engine,
  throttles: { ip: Throttle; account: Throttle },
  attempt: Attempt,
): Promise<{ token: string; actor: Actor }> => {
  const emailNorm = normaliseEmail(attempt.email)
  await throttles.ip.take(attempt.ip)
  await throttles.account.take(emailNorm)
  const member = await checkPassword(await findAccounts(engine, emailNorm), attempt.password)
  if (member === undefined) throw authErrors.invalid()
  const actor: Actor = {
    tenant: member.tenantId,
    kind: 'member',
    id: member.id,
    memberId: member.id,
    locale: member.locale,
    grants: [],
    request: null,
    correlation: attempt.correlation,
  }
  const token = await writing(engine, actor, async (ctx) => {
    await checkSecondFactor(ctx, member, attempt.totp)
    const made = newToken(member.tenantId)
    const id = ctx.newId()
    await insertSession(ctx.db, {
      tenantId: member.tenantId,
      id,
      memberId: member.id,
      tokenHash: made.hash,
      userAgent: attempt.userAgent,
      lastSeenAt: ctx.now,
      expiresAt: plusSeconds(ctx.now, SESSION_SECONDS),
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    ctx.record({
      stream: 'access',
      event: 'session.opened',
      subject: { type: 'session', id },
      after: { memberId: member.id },
    })
    return made.token
  })
  await throttles.account.forgive(emailNorm)
  return { token, actor }
}
