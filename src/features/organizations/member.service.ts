import type { RoleGrant } from '../../domain/access/access.ts'
import { authorize, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { saveMember, subjectOf } from './account.service.ts'
import { lockAdministrators, type Member, memberById, replaceRecoveryCodes, replaceRoles } from './member.store.ts'
import { organizationErrors } from './organization.errors.ts'
import { organizationRights } from './organization.policy.ts'
import { listMembers, listUnits, type MemberRow } from './organization.queries.ts'
import { revokeAllTokens, revokeSessions } from './session.store.ts'

const colleague = async (ctx: WriteCtx, id: string, version: number): Promise<Member> => {
  authorize(ctx, organizationRights.manage)
  const member = await memberById(ctx.db, ctx.actor.tenant, id)
  if (member === undefined) throw platformErrors.not_found()
  if (member.version !== version) throw platformErrors.changed_meanwhile({ version: member.version })
  return member
}

const shown = async (ctx: WriteCtx, id: string): Promise<MemberRow> => {
  const [row] = await listMembers(ctx.db, ctx.actor.tenant, id)
  if (row === undefined) throw platformErrors.not_found()
  return row
}

const administersAll = (grant: RoleGrant): boolean => grant.role === 'administrator' && grant.scopeKind === 'all'

const keepAnAdministrator = async (ctx: WriteCtx, without: string): Promise<void> => {
  const administrators = await lockAdministrators(ctx.db, ctx.actor.tenant)
  if (administrators.includes(without) && administrators.length === 1) throw organizationErrors.last_administrator()
}

/** Refuses roles for a unit that the organisation does not have. */
export const assertUnitsExist = async (ctx: WriteCtx, roles: readonly RoleGrant[]): Promise<void> => {
  const wanted = roles.flatMap((grant) => (grant.unitId === null ? [] : [grant.unitId]))
  if (wanted.length === 0) return
  const known = new Set((await listUnits(ctx.db, ctx.actor.tenant)).map((unit) => unit.id))
  if (wanted.some((id) => !known.has(id))) throw platformErrors.not_found()
}

/** Suspends a member, whose sessions and API tokens end at once, or lets a suspended one in again. */
export const changeMemberStatus = async (
  ctx: WriteCtx,
  id: string,
  version: number,
  status: 'active' | 'suspended',
): Promise<MemberRow> => {
  const member = await colleague(ctx, id, version)
  if (member.status === status) return shown(ctx, id)
  if (status === 'suspended') {
    await keepAnAdministrator(ctx, id)
    await revokeSessions(ctx.db, ctx.actor.tenant, id, ctx.now, {})
    await revokeAllTokens(ctx.db, ctx.actor.tenant, id, ctx.now)
  }
  await saveMember(ctx, member, { status })
  ctx.record({
    stream: 'access',
    event: status === 'suspended' ? 'member.suspended' : 'member.reactivated',
    subject: subjectOf(member),
    before: { status: member.status },
    after: { status },
  })
  return shown(ctx, id)
}

/** Replaces a member's roles; the organisation always keeps one active administrator of everything. */
export const changeMemberRoles = async (
  ctx: WriteCtx,
  id: string,
  version: number,
  roles: RoleGrant[],
): Promise<MemberRow> => {
  const member = await colleague(ctx, id, version)
  await assertUnitsExist(ctx, roles)
  if (!roles.some(administersAll)) await keepAnAdministrator(ctx, id)
  const before = (await shown(ctx, id)).roles
  // First the version: of two who change the roles the second is told so before any role is touched.
  await saveMember(ctx, member, {})
  await replaceRoles(
    ctx.db,
    ctx.actor.tenant,
    id,
    roles.map((grant) => ({ ...grant, tenantId: ctx.actor.tenant, id: ctx.newId(), memberId: id, now: ctx.now })),
  )
  ctx.record({
    stream: 'access',
    event: 'member.roles_changed',
    subject: subjectOf(member),
    before: { roles: before },
    after: { roles },
  })
  return shown(ctx, id)
}

/** Forgets the lost second factor of a colleague: the sessions end, and the next sign-in asks for a new one. */
export const resetSecondFactor = async (
  ctx: WriteCtx,
  id: string,
  version: number,
  reason: string,
): Promise<MemberRow> => {
  const member = await colleague(ctx, id, version)
  if (id === ctx.actor.memberId) throw organizationErrors.own_second_factor()
  await saveMember(ctx, member, { totpSecret: null, totpPending: null, totpConfirmedAt: null, totpLastStep: null })
  await replaceRecoveryCodes(ctx.db, [], ctx.actor.tenant, id)
  const ended = await revokeSessions(ctx.db, ctx.actor.tenant, id, ctx.now, {})
  ctx.record({
    stream: 'access',
    event: 'member.second_factor_reset',
    subject: subjectOf(member),
    after: { endedSessions: ended },
    reason,
  })
  return shown(ctx, id)
}
