import { beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { memoryOutbox } from '../../platform/mail/outbox.ts'
import { useMailServer } from '../notices/sending.fixture.ts'
import { sendWaiting } from '../notices/sending.jobs.ts'
import {
  ask,
  drainEvents,
  lastMail,
  openPortal,
  partnerToAsk,
  portalClient,
  reportMail,
  startAssessments,
  wish,
} from './assessment.fixture.ts'
import { grantCheck } from './grant-check.queries.ts'

let app: TestApp
beforeAll(async () => {
  app = await startAssessments()
  await useMailServer(app, { port: 2525 })
})

const show = async (id: string) => (await app.admin.send('GET', `/assessments/${id}`)).body
const sent = async (name: string) => {
  const partnerId = await partnerToAsk(app, name, 0)
  const drafted = await app.admin.send('POST', '/assessments', { partners: [{ partnerId }], ...wish })
  const { id } = drafted.body.items[0]
  await app.admin.send('POST', '/assessments/send', { ids: [id] })
  return { id, partnerId, mail: await lastMail(app, 'assessment-request') }
}
const contactsOf = async (partnerId: string) =>
  (await app.admin.send('GET', `/partners/${partnerId}/contacts`)).body.items
const revoke = async (partnerId: string, drain = true) => {
  const [contact] = await contactsOf(partnerId)
  const path = `/partners/${partnerId}/contacts/${contact.id}/revoke`
  const done = await app.admin.send('POST', path, undefined, { 'if-match': String(contact.version) })
  expect(done.status).toBeLessThan(300)
  if (drain) await drainEvents(app)
}
const addContact = (partnerId: string, email: string | null) =>
  app.admin.send('POST', `/partners/${partnerId}/contacts`, { name: '後任 次郎', email, phone: '03-1111-2222' })
const handOver = async () => {
  const outbox = memoryOutbox()
  const checks = { grant: grantCheck }
  await sendWaiting(app.engine, app.admin.actor.tenant, { checks, openServer: () => outbox.transport })
  await drainEvents(app)
  return outbox.delivered.map(({ envelope }) => envelope.to)
}

describe('what became of the mail to the person asked', () => {
  it('is not overwritten by the mail to a colleague', async () => {
    const { id, token } = await ask(app, await partnerToAsk(app, '同僚へのメール', 1))
    const lead = await openPortal(app, token)
    const [section] = (await lead.send('GET', '/request')).body.sections
    const colleague = { name: '情報 太郎', address: 'no-such@partner.example', sections: [section.key] }
    await lead.send('POST', '/delegates', colleague)
    await drainEvents(app)
    await reportMail(app, (await lastMail(app, 'assessment-request')).id, 'failed')
    expect(await show(id)).toMatchObject({ delivery: 'sent', failure: null })
  })

  it('is not overwritten by what becomes of the mail that was sent before', async () => {
    const { id, mail } = await sent('二通目の会社')
    await app.admin.send('POST', `/assessments/${id}/resend`)
    await reportMail(app, mail.id, 'failed')
    expect(await show(id)).toMatchObject({ delivery: 'queued', failure: null })
  })

  it('is on record when the link is opened before we hear that the mail arrived', async () => {
    const { id, mail } = await sent('先に開いた会社')
    await openPortal(app, mail.link?.split('#')[1] ?? '')
    expect((await show(id)).state).toBe('open')
    const { rows } = await app.database.asAdmin((client) =>
      client.query(
        `SELECT d.detail FROM ledger_entries e JOIN ledger_details d ON d.entry_id = e.id
          WHERE e.subject_id = $1 AND e.event = 'assessment.opened'`,
        [id],
      ),
    )
    expect(rows.map(({ detail }) => JSON.parse(detail))).toMatchObject([
      { before: { state: 'sending' }, after: { state: 'open' } },
    ])
  })

  it('shows when somebody stopped it', async () => {
    const { id, mail } = await sent('止めたメール')
    expect((await app.admin.send('POST', `/messages/${mail.id}/cancel`)).status).toBe(204)
    await drainEvents(app)
    expect(await show(id)).toMatchObject({ state: 'open', delivery: 'failed', failure: 'cancelled_by_person' })
  })

  it('shows when it was not sent because the person may not be written to any more', async () => {
    const { id, partnerId, mail } = await sent('宛先のない会社')
    await revoke(partnerId, false)
    // The sender may come before whoever ends the links.
    await app.database.asAdmin((client) =>
      client.query(`UPDATE jobs.job SET state = 'completed' WHERE state = 'created'`),
    )
    expect(await handOver()).not.toContain(mail.address)
    expect(await show(id)).toMatchObject({ state: 'open', delivery: 'failed', failure: 'recipient_revoked' })
  })
})

describe('a person who is no contact any more', () => {
  it('opens nothing, neither do colleagues, and the request shows that nobody can answer', async () => {
    const partnerId = await partnerToAsk(app, '退職した方の会社', 1)
    const { id, token } = await ask(app, partnerId)
    const lead = await openPortal(app, token)
    const [section] = (await lead.send('GET', '/request')).body.sections
    await lead.send('POST', '/delegates', { name: '情報 太郎', address: 'it@partner.example', sections: [section.key] })
    await drainEvents(app)
    const colleague = await openPortal(app, (await lastMail(app, 'assessment-request')).link?.split('#')[1] ?? '')
    await revoke(partnerId)
    for (const client of [lead, colleague]) expect((await client.send('GET', '/request')).status).toBe(401)
    expect((await portalClient(app).send('POST', '/session', { token })).status).toBe(410)
    expect(await show(id)).toMatchObject({ state: 'open', delivery: 'failed', failure: 'recipient_revoked' })
  })

  it('is replaced by the next contact when the mail is sent again, or when a letter is made', async () => {
    const partnerId = await partnerToAsk(app, '後任の会社', 0)
    const { id } = await ask(app, partnerId)
    await revoke(partnerId)
    expect((await app.admin.send('POST', `/assessments/${id}/resend`)).body.code).toBe('assessment.no_address')
    await addContact(partnerId, null)
    const letter = (await app.admin.send('POST', `/assessments/${id}/letter`)).body
    expect(letter.body).toContain('後任 次郎')
    const token = letter.link.split('#')[1]
    expect((await portalClient(app).send('POST', '/session', { token })).body.status).toBe('code_by_call')
    await addContact(partnerId, 'next@partner.example')
    expect((await app.admin.send('POST', `/assessments/${id}/resend`)).status).toBe(204)
    expect(await handOver()).toContain('next@partner.example')
    expect(await show(id)).toMatchObject({ delivery: 'sent', failure: null })
  })

  it('is written to at the address of that moment', async () => {
    const { partnerId } = await sent('住所の変わる会社')
    const [{ id, version, phoneE164: _phone, revokedAt: _at, ...contact }] = await contactsOf(partnerId)
    const body = { ...contact, email: 'moved@partner.example' }
    const path = `/partners/${partnerId}/contacts/${id}`
    expect((await app.admin.send('PUT', path, body, { 'if-match': String(version) })).status).toBe(200)
    expect(await handOver()).toContain('moved@partner.example')
  })

  it('is told at which address of that moment the code for a new device waits', async () => {
    const { partnerId, mail } = await sent('住所を直した会社')
    const token = mail.link?.split('#')[1]
    const correct = async (email: string | null) => {
      const [{ id, version, phoneE164: _phone, revokedAt: _at, ...contact }] = await contactsOf(partnerId)
      const body = { ...contact, email, phone: '03-1111-2222' }
      const path = `/partners/${partnerId}/contacts/${id}`
      expect((await app.admin.send('PUT', path, body, { 'if-match': String(version) })).status).toBe(200)
    }
    await correct('kaizen@right.example')
    const asked = (await portalClient(app).send('POST', '/session', { token })).body
    expect(asked).toEqual({ status: 'code_sent', hint: 'k•••••@right.example' })
    await drainEvents(app)
    expect((await lastMail(app, 'one-time-code')).address).toBe('kaizen@right.example')
    await correct(null)
    expect((await portalClient(app).send('POST', '/session', { token })).body.status).toBe('code_by_call')
  })
})
