import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { startSmtpServer, type TestSmtpOptions } from '../../../test/support/smtp.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})
const server = async (options: TestSmtpOptions = {}) => {
  const made = await startSmtpServer(options)
  closing.push(made.close)
  return made
}

const BODY = {
  host: '127.0.0.1',
  port: 2525,
  security: 'none',
  username: null,
  certificateAuthority: null,
  fromName: '東嶺電機',
  fromAddress: 'security@tourei.example',
  replyTo: null,
  ratePerMinute: 120,
}
const read = async () => (await app.admin.send('GET', '/settings/mail')).body
const save = async (change: Record<string, unknown>, version?: number) =>
  app.admin.send(
    'PUT',
    '/settings/mail',
    { ...BODY, ...change },
    { 'if-match': String(version ?? (await read()).version) },
  )
const test = async () => (await app.admin.send('POST', '/settings/mail/test')).body

describe('mail settings', () => {
  it('are empty at first, and a test mail says so', async () => {
    expect(await read()).toMatchObject({ configured: false, version: 0, hasPassword: false })
    const answer = await app.admin.send('POST', '/settings/mail/test')
    expect([answer.status, answer.body.code]).toEqual([409, 'mail.not_configured'])
  })

  it('never show the password, and keep it sealed', async () => {
    const saved = await save({ username: 'mailer', password: 'a very secret word' })
    expect([saved.status, saved.body.hasPassword]).toEqual([200, true])
    expect(saved.raw.toString()).not.toContain('secret word')
    const { rows } = await app.database.asAdmin((client) =>
      client.query(
        'SELECT (SELECT json_agg(m) FROM mail_settings m) AS m, (SELECT json_agg(d) FROM ledger_details d) AS d',
      ),
    )
    expect(JSON.stringify(rows)).not.toContain('secret word')
    expect((await save({ username: 'mailer', fromName: '別名' })).body.hasPassword).toBe(true)
  })

  it.each([
    ['host', { host: 'localhost' }],
    ['port', { port: 2526 }],
    ['user name', { username: 'other' }],
  ])('ask for the password again when the %s changes', async (_what, change) => {
    await save({ username: 'mailer', password: 'once' })
    const answer = await save({ username: 'mailer', ...change })
    expect([answer.status, answer.body.errors[0].field, answer.body.errors[0].code]).toEqual([
      422,
      'password',
      'mail.password_again',
    ])
  })

  it.each([
    ['an unencrypted password over a network', { host: 'mail.example', username: 'u', password: 'p' }, 'security'],
    ['a sender that is no address', { fromAddress: 'security' }, 'fromAddress'],
    ['two reply addresses', { replyTo: 'a@b.example,c@d.example' }, 'replyTo'],
    ['a port that does not exist', { port: 70_000 }, 'port'],
    ['a host with a line break', { host: 'a\r\nb' }, 'host'],
  ])('refuse %s', async (_case, change, field) => {
    const answer = await save(change)
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, field])
  })

  it('are written only from the version the editor saw, by an administrator of this organisation', async () => {
    const { version } = await read()
    expect((await save({ password: null }, version)).status).toBe(200)
    expect((await save({}, version)).status).toBe(409)
    const lead = await app.person('security_lead')
    expect((await lead.send('GET', '/settings/mail')).status).toBe(403)
    expect((await lead.send('POST', '/settings/mail/test')).status).toBe(403)
    expect((await (await app.stranger()).send('GET', '/settings/mail')).body.configured).toBe(false)
  })
})

describe('the test mail', () => {
  it('arrives at the signed-in member and says so', async () => {
    const { port, received } = await server({ auth: { user: 'mailer', password: 'right' } })
    await save({ port, username: 'mailer', password: 'right' })
    expect(await test()).toMatchObject({ outcome: 'accepted', address: 'admin@example.jp' })
    expect(received.map((mail) => mail.envelope.to)).toEqual(['admin@example.jp'])
    const mail = await received[0]?.parse()
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
  })

  it.each<[string, TestSmtpOptions, Record<string, unknown>, string, string]>([
    [
      'a wrong password',
      { auth: { user: 'mailer', password: 'right' } },
      { username: 'mailer', password: 'wrong' },
      'temporary',
      'サインインできません',
    ],
    [
      'a refusal',
      { script: () => ({ kind: 'reject', at: 'message', code: 554, text: 'no' }) },
      {},
      'permanent',
      '断りました',
    ],
    [
      'a busy server',
      { script: () => ({ kind: 'reject', at: 'recipient', code: 450, text: 'busy' }) },
      {},
      'temporary',
      'いまは受け取れない',
    ],
    ['a lost answer', { script: () => ({ kind: 'disconnect', at: 'message' }) }, {}, 'unknown', '返事が途切れました'],
  ])('says in words what to do after %s', async (_case, options, change, outcome, words) => {
    const { port } = await server(options)
    await save({ port, password: null, ...change })
    const answer = await test()
    expect(answer.outcome).toBe(outcome)
    expect(answer.sentence).toContain(words)
  })

  it('says that nobody answers at this address', async () => {
    await save({ port: 1, password: null })
    expect((await test()).sentence).toContain('つながりませんでした')
  })
})
