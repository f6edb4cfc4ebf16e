import { eq } from 'drizzle-orm'
import { hashPassword } from '../../platform/auth/password.ts'
import { newToken } from '../../platform/auth/token.ts'
import { HOME_ZONE, plusSeconds } from '../../platform/clock.ts'
import { systemActor, type WriteCtx } from '../../platform/context.ts'
import { withoutTenant } from '../../platform/db/directory.ts'
import { newId } from '../../platform/ids.ts'
import { type Engine, writing } from '../../platform/work.ts'
import { hashEmail, insertMember, insertRoles, insertTenant, insertUnit, normaliseEmail } from './member.store.ts'
import { authErrors, organizationErrors } from './organization.errors.ts'
import { loginDirectory, tenants } from './organization.tables.ts'
import { insertApiToken } from './session.store.ts'

export type Founding = {
  organization: { name: string }
  administrator: { name: string; email: string; password: string; locale: 'ja' | 'en' }
  issueToken: boolean
}

const YEAR = 365 * 24 * 3600

/** Whether this installation still waits for its first organisation. */
export const awaitsSetup = async (engine: Engine): Promise<boolean> =>
  (await withoutTenant(engine.pools).select({ id: tenants.id }).from(tenants).limit(1)).length === 0

const addAdministrator = async (ctx: WriteCtx, founding: Founding, passwordHash: string): Promise<string> => {
  const tenantId = ctx.actor.tenant
  const memberId = ctx.newId()
  const { name, email, locale } = founding.administrator
  await insertMember(ctx.db, {
    tenantId,
    id: memberId,
    emailNorm: normaliseEmail(email),
    name,
    reading: '',
    locale,
    tz: HOME_ZONE,
    passwordHash,
    status: 'active',
    createdAt: ctx.now,
    updatedAt: ctx.now,
  })
  const role = (role: 'administrator' | 'security_lead') => ({
    tenantId,
    id: ctx.newId(),
    memberId,
    role,
    scopeKind: 'all' as const,
    unitId: null,
    now: ctx.now,
  })
  await insertRoles(ctx.db, [role('administrator'), role('security_lead')])
  ctx.record({
    stream: 'access',
    event: 'member.added',
    subject: { type: 'member', id: memberId },
    after: { roles: ['administrator', 'security_lead'] },
  })
  return memberId
}

const addApiToken = async (ctx: WriteCtx, memberId: string): Promise<string> => {
  const { token, hash } = newToken(ctx.actor.tenant)
  const id = ctx.newId()
  await insertApiToken(ctx.db, {
    tenantId: ctx.actor.tenant,
    id,
    memberId,
    name: 'setup',
    tokenHash: hash,
    expiresAt: plusSeconds(ctx.now, YEAR),
    createdAt: ctx.now,
    updatedAt: ctx.now,
  })
  ctx.record({ stream: 'access', event: 'api_token.issued', subject: { type: 'api_token', id }, after: { memberId } })
  return token
}

/** Founds the organisation with its head office and first administrator; refused when one exists already. */
export const foundOrganization = async (
  engine: Engine,
  founding: Founding,
  correlation: string,
): Promise<{ tenant: string; memberId: string; token: string | null }> => {
  if (!(await awaitsSetup(engine))) throw authErrors.setup_closed()
  const known = await withoutTenant(engine.pools)
    .select({ tenantId: loginDirectory.tenantId })
    .from(loginDirectory)
    .where(eq(loginDirectory.emailHash, hashEmail(normaliseEmail(founding.administrator.email))))
  if (known.length > 0) throw organizationErrors.email_taken()
  const passwordHash = await hashPassword(founding.administrator.password)
  const tenant = newId()
  const actor = { ...systemActor(tenant, tenant, correlation), kind: 'token' as const }
  return writing(engine, actor, async (ctx) => {
    await insertTenant(ctx.db, {
      id: tenant,
      slug: 'main',
      name: founding.organization.name,
      tz: HOME_ZONE,
      locale: founding.administrator.locale,
      fiscalMonth: 4,
      settings: { mfaRequired: true },
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    await insertUnit(ctx.db, {
      tenantId: tenant,
      id: ctx.newId(),
      parentId: null,
      name: '本社',
      nameEn: 'Head office',
      kind: 'head_office',
      tz: HOME_ZONE,
      calendar: 'japan',
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    ctx.record({
      stream: 'org',
      event: 'organization.founded',
      subject: { type: 'tenant', id: tenant },
      after: { name: founding.organization.name },
    })
    const memberId = await addAdministrator(ctx, founding, passwordHash)
    const token = founding.issueToken ? await addApiToken(ctx, memberId) : null
    return { tenant, memberId, token }
  })
}
