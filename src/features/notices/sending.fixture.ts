import { randomUUID } from 'node:crypto'
import type { TestApp } from '../../../test/support/app.ts'
import type { TestSmtpServer } from '../../../test/support/smtp.ts'
import { newId } from '../../platform/ids.ts'
import { writing } from '../../platform/work.ts'
import { contacts } from '../partners/partner.tables.ts'
import type { Recipient } from './notice.service.ts'

/** Sets a test server as the organisation's mail server. */
export const useMailServer = async (app: TestApp, server: Pick<TestSmtpServer, 'port'>, ratePerMinute = 60_000) => {
  const { version } = (await app.admin.send('GET', '/settings/mail')).body
  const body = {
    host: '127.0.0.1',
    port: server.port,
    security: 'none',
    username: null,
    certificateAuthority: null,
    fromName: '東嶺電機 情報セキュリティ',
    fromAddress: 'security@tourei.example',
    replyTo: null,
    ratePerMinute,
  }
  const saved = await app.admin.send('PUT', '/settings/mail', body, { 'if-match': String(version) })
  if (saved.status !== 200) throw new Error(JSON.stringify(saved.body))
}

/** A partner with one contact who can be written to. */
export const partnerWithContact = async (app: TestApp, address: string): Promise<Recipient> => {
  const partner = (await app.admin.send('POST', '/partners', { name: `取引先 ${address}` })).body
  const id = newId()
  await writing(app.engine, app.admin.actor, async ({ db, now }) => {
    await db.insert(contacts).values({
      tenantId: app.admin.actor.tenant,
      id,
      partnerId: partner.id,
      name: '窓口 花子',
      department: '総務',
      role: 'main',
      email: address,
      phone: null,
      lang: 'ja',
      tz: 'Asia/Tokyo',
      createdAt: now,
      updatedAt: now,
    })
  })
  return { type: 'contact', id, partnerId: partner.id, address, lang: 'ja', variables: codeValues() }
}

/** Everything the template of a one-time code asks for. */
export const codeValues = () => ({
  buyerName: '東嶺電機',
  addressee: '窓口 花子 様',
  code: '482913',
  minutes: 10,
  portalAddress: 'https://portal.tourei.example/',
})

export const aMatter = () => ({ type: 'request', id: randomUUID() })
