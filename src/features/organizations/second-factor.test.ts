import { generateSync } from 'otplib'
import { beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { csrfOf } from '../../platform/auth/token.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})

const password = 'a long enough one'
let minute = 0
/** Each code may be used once, so each use happens in a minute of its own. */
const codeOf = (secret: string): string => {
  minute += 1
  app.clock.set(new Date(Date.UTC(2026, 10, 21, 2, minute)).toISOString())
  return generateSync({ secret, epoch: Math.floor(Date.parse(app.clock.now()) / 1000) })
}

const signIn = async (email: string, totp?: string) => {
  const answer = await app.anonymous('POST', '/session', { email, password, ...(totp ? { totp } : {}) })
  const cookies = [answer.headers['set-cookie']].flat().map((each) => String(each).split(';')[0])
  const token = /kizuna_session=([^;]+)/.exec(cookies.join(';'))?.[1] ?? ''
  const headers = { cookie: cookies.join('; '), 'x-csrf-token': csrfOf(token) }
  const send = (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) =>
    app.anonymous(method, path, body, headers)
  return { answer, send }
}

const newMember = async (): Promise<{ email: string; id: string }> => {
  const person = await app.person('procurement')
  const id = person.actor.memberId ?? ''
  const { items } = (await app.admin.send('GET', '/members')).body
  return { id, email: items.find((each: { id: string }) => each.id === id).email }
}

const registered = async () => {
  const { email, id } = await newMember()
  const session = await signIn(email)
  const { secret } = (await session.send('POST', '/account/totp')).body
  const confirmed = await session.send('POST', '/account/totp/confirm', { code: codeOf(secret) })
  return { email, id, session, secret: String(secret), recoveryCodes: confirmed.body.recoveryCodes as string[] }
}

describe('a member who owes the second factor', () => {
  it('may do nothing but register it', async () => {
    const { email } = await newMember()
    const { answer, send } = await signIn(email)
    expect(answer.body).toMatchObject({ mfaPending: true, mfa: false, mfaRequired: true, can: [] })
    for (const path of ['/members', '/units', '/approvals', '/organization/settings', '/partners'])
      expect((await send('GET', path)).status).toBe(403)
    expect((await send('POST', '/account/tokens', { name: 'x', days: 1 })).status).toBe(403)
    const { secret } = (await send('POST', '/account/totp')).body
    expect((await send('POST', '/account/totp/confirm', { code: '000000' })).body.code).toBe('auth.totp_wrong')
    const confirmed = await send('POST', '/account/totp/confirm', { code: codeOf(secret) })
    expect(new Set(confirmed.body.recoveryCodes).size).toBe(10)
    expect((await send('GET', '/session')).body).toMatchObject({ mfaPending: false, mfa: true })
    expect((await send('GET', '/members')).status).toBe(200)
  })

  it('issues API tokens once registered; a token never issues another', async () => {
    const { session } = await registered()
    const made = await session.send('POST', '/account/tokens', { name: '連携', days: 30 })
    expect(made.status).toBe(201)
    const bearer = { authorization: `Bearer ${made.body.token}` }
    expect((await app.anonymous('GET', '/session', undefined, bearer)).status).toBe(200)
    const again = await app.anonymous('POST', '/account/tokens', { name: '後継', days: 365 }, bearer)
    expect([again.status, again.body.code]).toEqual([403, 'auth.token_by_session'])
  })
})

describe('an API token', () => {
  it('registers no second factor, which would lock its owner out', async () => {
    const person = await app.person('procurement')
    const proposed = await person.send('POST', '/account/totp')
    expect([proposed.status, proposed.body.code]).toEqual([403, 'auth.second_factor_by_session'])
    const confirmed = await person.send('POST', '/account/totp/confirm', { code: '000000' })
    expect(confirmed.body.code).toBe('auth.second_factor_by_session')
  })
})

describe('replacing the second factor', () => {
  it('needs the password and a fresh code; the old one counts until the new one is confirmed', async () => {
    const { email, session, secret } = await registered()
    expect((await session.send('POST', '/account/totp')).body.code).toBe('auth.proof_needed')
    const ask = (currentPassword: string, code: string) =>
      session.send('POST', '/account/totp/replacement', { currentPassword, code })
    expect((await ask('a wrong password', codeOf(secret))).body.code).toBe('auth.password_wrong')
    expect((await ask(password, '000000')).body.code).toBe('auth.totp_wrong')
    const code = codeOf(secret)
    const proposed = (await ask(password, code)).body
    expect((await ask(password, code)).body.code).toBe('auth.totp_wrong')
    const elsewhere = await signIn(email, codeOf(secret))
    expect(elsewhere.answer.status).toBe(200)
    const confirmed = await session.send('POST', '/account/totp/confirm', { code: codeOf(proposed.secret) })
    expect(confirmed.status).toBe(200)
    expect((await elsewhere.send('GET', '/session')).status).toBe(401)
    expect((await signIn(email, codeOf(secret))).answer.body.code).toBe('auth.totp_wrong')
    expect((await signIn(email, codeOf(proposed.secret))).answer.status).toBe(200)
  })

  it('cannot be tried endlessly from an open screen', async () => {
    const { session } = await registered()
    const tries = []
    for (let turn = 0; turn < 11; turn += 1)
      tries.push(await session.send('POST', '/account/recovery-codes', { currentPassword: password, code: '000000' }))
    expect(tries.map((each) => each.status)).toEqual([...Array.from({ length: 10 }, () => 401), 429])
  })
})

describe('recovery codes', () => {
  it('are replaced as a whole: the old ones stop working', async () => {
    const { email, session, secret, recoveryCodes } = await registered()
    const renewed = await session.send('POST', '/account/recovery-codes', {
      currentPassword: password,
      code: codeOf(secret),
    })
    const [fresh = ''] = renewed.body.recoveryCodes
    expect((await signIn(email, recoveryCodes[0])).answer.body.code).toBe('auth.totp_wrong')
    expect((await signIn(email, fresh)).answer.status).toBe(200)
    expect((await signIn(email, fresh)).answer.body.code).toBe('auth.totp_wrong')
  })
})

describe('a reset by an administrator', () => {
  it('ends the sessions, the old factor and its recovery codes, and is recorded with its reason', async () => {
    const { email, id, session } = await registered()
    const { version } = (await app.admin.send('GET', '/members')).body.items.find(
      (each: { id: string }) => each.id === id,
    )
    const reset = await app.admin.send(
      'POST',
      `/members/${id}/second-factor-reset`,
      { reason: '端末の紛失' },
      { 'if-match': String(version) },
    )
    expect(reset.body).toMatchObject({ mfa: false })
    expect((await session.send('GET', '/session')).status).toBe(401)
    expect((await signIn(email)).answer.body).toMatchObject({ mfaPending: true, can: [] })
    const details = await app.database.asAdmin((client) =>
      client.query(
        "SELECT d.detail FROM ledger_entries e JOIN ledger_details d ON d.tenant_id = e.tenant_id AND d.entry_id = e.id WHERE e.event = 'member.second_factor_reset' AND e.subject_id = $1",
        [id],
      ),
    )
    expect(JSON.stringify(details.rows)).toContain('端末の紛失')
  })

  it('is not for oneself', async () => {
    const own = app.admin.actor.memberId
    const answer = await app.admin.send(
      'POST',
      `/members/${own}/second-factor-reset`,
      { reason: 'x' },
      { 'if-match': '1' },
    )
    expect(answer.body.code).toBe('organization.own_second_factor')
  })
})
