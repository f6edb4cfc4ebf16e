import { generateSync } from 'otplib'
import type { Person } from '../../support/app.ts'
import { addUnit, memberBody, newcomer, PASSWORD, type Signed, signIn, unitBody } from './newcomer.ts'
import { idOf, made, type Samples, sample, type World } from './sample.ts'

const sessionOf = async (signed: Pick<Signed, 'send'>, canary: string): Promise<string> => {
  const { items } = await made(signed.send('GET', '/account/sessions'))
  const rows = Array.isArray(items) ? items : []
  return String(rows.find((row) => row.current && String(row.device).includes(canary))?.id)
}

/** The canary, once a session has ended. */
const ended = (signed: Pick<Signed, 'send'>, canary: string) => async (): Promise<string> =>
  (await signed.send('GET', '/session')).status === 401 ? canary : ''

const codeNow = (world: World, secret: string): string =>
  generateSync({ secret, epoch: Math.floor(Date.parse(world.app.clock.now()) / 1000) })

/** A newcomer who may issue tokens: signed in by a browser, the second factor registered. */
const registered = async (world: World, canary: string): Promise<Signed> => {
  const signed = await newcomer(world, canary)
  const { secret } = await made(signed.send('POST', '/account/totp'))
  await made(signed.send('POST', '/account/totp/confirm', { code: codeNow(world, String(secret)) }))
  return signed
}

const tokenOf = async (owner: Signed, name: string): Promise<{ id: string; token: string }> => {
  const answer = await made(owner.send('POST', '/account/tokens', { name, days: 30 }))
  return { id: idOf(answer), token: String(answer.token) }
}

export const samples: Samples = {
  postSetup: sample('public', async ({ unfounded }, canary) => ({
    owner: { send: unfounded },
    body: {
      setupToken: 'x'.repeat(32),
      organization: { name: canary },
      administrator: { name: canary, email: `${canary}@example.jp`, password: PASSWORD, locale: 'ja' },
      sampleCompany: false,
    },
    proof: async () =>
      (await unfounded('POST', '/session', { email: `${canary}@example.jp`, password: PASSWORD })).raw.toString(),
  })),
  postSession: sample('public', async ({ app }, canary) => {
    await made(app.admin.send('POST', '/members', memberBody(canary)))
    return { owner: { send: app.anonymous }, body: { email: `${canary}@example.jp`, password: PASSWORD } }
  }),
  getSession: sample('self', async (world, canary) => ({ owner: await newcomer(world, canary) })),
  deleteSession: sample('new', async (world, canary) => {
    const owner = await newcomer(world, canary)
    return { owner, proof: ended(owner, canary) }
  }),
  patchAccount: sample('new', async (world, canary) => ({
    owner: await newcomer(world, canary),
    body: { locale: 'en' },
  })),
  postAccountTotp: sample('new', async (world, canary) => ({ owner: await newcomer(world, canary) })),
  postAccountTotpConfirm: sample('new', async (world, canary) => {
    const owner = await newcomer(world, canary)
    const { secret } = await made(owner.send('POST', '/account/totp'))
    const code = codeNow(world, String(secret))
    const proof = async () => {
      const { body, raw } = await owner.send('GET', '/session')
      return body.mfaPending === false ? raw.toString() : ''
    }
    return { owner, body: { code }, proof }
  }),
  putAccountPassword: sample('new', async (world, canary) => {
    const next = 'another long enough one'
    return {
      owner: await newcomer(world, canary),
      body: { currentPassword: PASSWORD, newPassword: next },
      proof: async () => (await (await signIn(world, canary, next))('GET', '/session')).raw.toString(),
    }
  }),
  getAccountSessions: sample('self', async (world, canary) => ({ owner: await newcomer(world, canary) })),
  deleteAccountSessions: sample('new', async (world, canary) => {
    const lost = await newcomer(world, canary)
    return { owner: { send: await signIn(world, canary) }, proof: ended(lost, canary) }
  }),
  deleteAccountSessionsId: sample('self', async (world, canary) => {
    const lost = await newcomer(world, canary)
    const id = await sessionOf(lost, canary)
    return { owner: { send: await signIn(world, canary) }, path: { id }, proof: ended(lost, canary) }
  }),
  getAccountTokens: sample('self', async (world, canary) => {
    const owner = await registered(world, canary)
    await tokenOf(owner, canary)
    return { owner }
  }),
  postAccountTokens: sample('new', async (world, canary) => {
    const owner = await registered(world, canary)
    return {
      owner,
      body: { name: canary, days: 1 },
      proof: async () => JSON.stringify((await owner.send('GET', '/account/tokens')).body),
    }
  }),
  deleteAccountTokensId: sample('self', async (world, canary) => {
    const owner = await registered(world, canary)
    const { id, token } = await tokenOf(owner, canary)
    const send: Person['send'] = (method, path) =>
      world.app.anonymous(method, path, undefined, { authorization: `Bearer ${token}` })
    return { owner, path: { id }, proof: ended({ send }, canary) }
  }),
  getUnits: sample('tenant', async (world, canary) => {
    await addUnit(world, canary)
    return {}
  }),
  postUnits: sample('tenant', async (world, canary) => ({
    body: { ...unitBody(canary), parentId: await addUnit(world, `上 ${canary}`) },
  })),
  getMembers: sample('tenant', async (world, canary) => {
    await newcomer(world, canary)
    return {}
  }),
  postMembers: sample('tenant', async (world, canary) => ({
    body: memberBody(canary, await addUnit(world, `部 ${canary}`)),
  })),
}
