import { generateSync } from 'otplib'
import { addUnit, memberBody, newcomer, PASSWORD, type Signed, unitBody } from './newcomer.ts'
import { idOf, made, type Samples, sample, type World } from './sample.ts'

const LATER = { 'if-match': '1' }
const STEP_MS = 30_000

const codeOf = ({ app }: World, secret: unknown): string =>
  generateSync({ secret: String(secret), epoch: Math.floor(Date.parse(app.clock.now()) / 1000) })

/** A member with a second factor whose next code may be used now. */
const guarded = async (world: World, canary: string) => {
  const owner = await newcomer(world, canary)
  const { secret } = await made(owner.send('POST', '/account/totp'))
  const { recoveryCodes } = await made(owner.send('POST', '/account/totp/confirm', { code: codeOf(world, secret) }))
  const { clock } = world.app
  clock.set(new Date(Date.parse(clock.now()) + STEP_MS).toISOString())
  const [recoveryCode] = Array.isArray(recoveryCodes) ? recoveryCodes : []
  return { owner, proof: { currentPassword: PASSWORD, code: codeOf(world, secret) }, recoveryCode }
}

const member = async ({ app }: World, canary: string): Promise<string> =>
  idOf(await made(app.admin.send('POST', '/members', memberBody(canary))))

const settingsOf = async ({ app }: World) => {
  const { version, can: _can, ...settings } = (await app.admin.send('GET', '/organization/settings')).body
  return { settings, headers: { 'if-match': String(version) } }
}

/** The canary, once the recovery code of a member opens nothing any more. */
const spent =
  ({ app }: World, canary: string, totp: unknown) =>
  async (): Promise<string> => {
    const body = { email: `${canary}@example.jp`, password: PASSWORD, totp }
    return (await app.anonymous('POST', '/session', body)).status === 200 ? '' : canary
  }

const standing = (signed: Signed, canary: string) => async (): Promise<string> =>
  (await signed.send('GET', '/session')).status === 401 ? canary : ''

export const samples: Samples = {
  postAccountTotpReplacement: sample('new', async (world, canary) => {
    const { owner, proof } = await guarded(world, canary)
    return { owner, body: proof }
  }),
  postAccountRecoverycodes: sample('new', async (world, canary) => {
    const { owner, proof, recoveryCode } = await guarded(world, canary)
    return { owner, body: proof, proof: spent(world, canary, recoveryCode) }
  }),
  getOrganizationSettings: sample('tenant', async (world, canary) => {
    const { settings, headers } = await settingsOf(world)
    await made(world.app.admin.send('PUT', '/organization/settings', { ...settings, name: canary }, headers))
    return {}
  }),
  putOrganizationSettings: sample('new', async (world, canary) => {
    const { settings, headers } = await settingsOf(world)
    return { body: { ...settings, name: canary }, headers }
  }),
  putUnitsId: sample('tenant', async (world, canary) => ({
    path: { id: await addUnit(world, canary) },
    body: unitBody(`${canary} 改`),
    headers: LATER,
  })),
  putMembersIdStatus: sample('tenant', async (world, canary) => ({
    path: { id: await member(world, canary) },
    body: { status: 'suspended' },
    headers: LATER,
  })),
  putMembersIdRoles: sample('tenant', async (world, canary) => ({
    path: { id: await member(world, canary) },
    body: { roles: [{ role: 'auditor', scopeKind: 'all', unitId: null }] },
    headers: LATER,
  })),
  postMembersIdSecondfactorreset: sample('tenant', async (world, canary) => {
    const { owner } = await guarded(world, canary)
    const { items } = (await world.app.admin.send('GET', '/members')).body
    const { version } = items.find(({ id }: { id: string }) => id === owner.id)
    const headers = { 'if-match': String(version) }
    const body = { reason: '端末を紛失し、社員証で本人と確かめた' }
    return { path: { id: owner.id }, body, headers, proof: standing(owner, canary) }
  }),
}
