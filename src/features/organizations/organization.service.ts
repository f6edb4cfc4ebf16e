import type { Right, RoleGrant } from '../../domain/access/access.ts'
import { rightsHeld } from '../../domain/access/access.ts'
import { hashPassword } from '../../platform/auth/password.ts'
import { readToken } from '../../platform/auth/token.ts'
import { authorize, type ReadCtx, type WriteCtx } from '../../platform/context.ts'
import { orTaken } from '../../platform/db/refusal.ts'
import { platformErrors } from '../../platform/errors.ts'
import { assertUnitsExist } from './member.service.ts'
import { insertMember, insertRoles, insertUnit, memberByEmail, normaliseEmail } from './member.store.ts'
import { organizationErrors } from './organization.errors.ts'
import { organizationRights } from './organization.policy.ts'
import {
  listMembers,
  listSessions,
  listTokens,
  listUnits,
  type MemberRow,
  readMember,
  readOrganization,
} from './organization.queries.ts'

/** Tells the signed-in member who they are, where, and what they may do. */
export const describeSession = async (ctx: ReadCtx, allRights: Record<string, Right>) => {
  const member =
    ctx.actor.memberId === null ? undefined : await readMember(ctx.db, ctx.actor.tenant, ctx.actor.memberId)
  const organization = await readOrganization(ctx.db, ctx.actor.tenant)
  if (member === undefined || organization === undefined) throw platformErrors.unauthenticated()
  const roles = [...new Set(ctx.actor.grants.map((grant) => grant.role))]
  return {
    member: { id: member.id, name: member.name, locale: member.locale, roles },
    organization: { id: organization.id, name: organization.name, tz: organization.tz },
    can: rightsHeld(allRights, ctx.actor.grants),
    mfa: member.totpConfirmedAt !== null,
    mfaRequired: organization.mfaRequired,
    mfaPending: ctx.actor.kind === 'member' && organization.mfaRequired && member.totpConfirmedAt === null,
  }
}

/** Lists the units for anyone who may see the organisation. */
export const showUnits = async (ctx: ReadCtx) => {
  authorize(ctx, organizationRights.read)
  const { grants } = ctx.actor
  const mine = (id: string) => grants.some((grant) => grant.scopeKind === 'all' || grant.unitId === id)
  const units = await listUnits(ctx.db, ctx.actor.tenant)
  return { items: units.map((unit) => ({ ...unit, mine: mine(unit.id) })), can: rightsHeld(organizationRights, grants) }
}

/** Lists members with their roles. */
export const showMembers = async (ctx: ReadCtx) => {
  authorize(ctx, organizationRights.read)
  return { items: await listMembers(ctx.db, ctx.actor.tenant), can: rightsHeld(organizationRights, ctx.actor.grants) }
}

export type NewUnit = {
  name: string
  nameEn: string
  kind: 'head_office' | 'division' | 'subsidiary'
  parentId: string | null
  tz: string
}

/** Adds a head office, division or subsidiary. */
export const addUnit = async (ctx: WriteCtx, unit: NewUnit) => {
  authorize(ctx, organizationRights.manage)
  const existing = await listUnits(ctx.db, ctx.actor.tenant)
  if (existing.some((other) => other.name === unit.name)) throw organizationErrors.unit_name_taken()
  if (unit.parentId !== null && !existing.some((other) => other.id === unit.parentId)) throw platformErrors.not_found()
  const id = ctx.newId()
  const own = { tenantId: ctx.actor.tenant, id, createdAt: ctx.now, updatedAt: ctx.now }
  await orTaken(insertUnit(ctx.db, { ...unit, ...own, calendar: 'japan' }), organizationErrors.unit_name_taken)
  ctx.record({ stream: 'org', event: 'unit.added', subject: { type: 'unit', id }, after: unit })
  return { ...unit, id, version: 1 }
}

export type NewColleague = {
  email: string
  name: string
  reading: string
  locale: 'ja' | 'en'
  password: string
  roles: RoleGrant[]
}

/** Adds a member with a first password and roles; the second factor is asked at the first sign-in. */
export const addMember = async (ctx: WriteCtx, colleague: NewColleague): Promise<MemberRow> => {
  authorize(ctx, organizationRights.manage)
  const tenantId = ctx.actor.tenant
  const emailNorm = normaliseEmail(colleague.email)
  await assertUnitsExist(ctx, colleague.roles)
  if ((await memberByEmail(ctx.db, tenantId, emailNorm)) !== undefined) throw organizationErrors.email_taken()
  const { name, reading, locale, roles } = colleague
  const organization = await readOrganization(ctx.db, tenantId)
  if (organization === undefined) throw platformErrors.not_found()
  const id = ctx.newId()
  const own = { tenantId, id, createdAt: ctx.now, updatedAt: ctx.now }
  const person = { emailNorm, name, reading, locale, tz: organization.tz, status: 'active' as const }
  const passwordHash = await hashPassword(colleague.password)
  await orTaken(insertMember(ctx.db, { ...own, ...person, passwordHash }), organizationErrors.email_taken)
  await insertRoles(
    ctx.db,
    roles.map((grant) => ({ ...grant, tenantId, id: ctx.newId(), memberId: id, now: ctx.now })),
  )
  ctx.record({ stream: 'access', event: 'member.added', subject: { type: 'member', id }, after: { roles } })
  return { id, version: 1, name, email: emailNorm, status: 'active', mfa: false, roles }
}

/** Lists the member's own open sessions, marking the one in use. */
export const showSessions = async (ctx: ReadCtx, token: string | null) => {
  if (ctx.actor.memberId === null) throw platformErrors.unauthenticated()
  const current = token === null ? null : readToken(token)
  const rows = await listSessions(ctx.db, ctx.actor.tenant, ctx.actor.memberId, ctx.now)
  return { items: rows.map(({ tokenHash, ...row }) => ({ ...row, current: tokenHash === current?.hash })) }
}

/** Lists the member's own API tokens, never their secrets. */
export const showTokens = async (ctx: ReadCtx) => {
  if (ctx.actor.memberId === null) throw platformErrors.unauthenticated()
  return { items: await listTokens(ctx.db, ctx.actor.tenant, ctx.actor.memberId, ctx.now) }
}
