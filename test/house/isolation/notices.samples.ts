import { queueNotice } from '../../../src/features/notices/notice.service.ts'
import { aMatter, partnerWithContact, useMailServer } from '../../../src/features/notices/sending.fixture.ts'
import { writing } from '../../../src/platform/work.ts'
import { type Samples, sample, type World } from './sample.ts'

/** A message that waits for a partner whose address carries the canary. */
const waiting = async ({ app }: World, canary: string): Promise<string> => {
  const recipient = await partnerWithContact(app, `${canary}@partner.example`)
  const notice = { kind: 'portal_code', matter: aMatter(), template: 'one-time-code', dedupeKey: canary }
  await writing(app.engine, app.admin.actor, (ctx) => queueNotice(ctx, { ...notice, recipients: [recipient] }))
  return app.database.asAdmin(async (client) => {
    const { rows } = await client.query<{ id: string }>('SELECT id FROM messages WHERE recipient_id = $1', [
      recipient.id,
    ])
    return rows[0]?.id ?? ''
  })
}

const stateOf =
  ({ app }: World, canary: string, state: string) =>
  async (): Promise<string> =>
    app.database.asAdmin(async (client) => {
      const { rows } = await client.query<{ address: string }>('SELECT address FROM messages WHERE state = $1', [state])
      return rows.map(({ address }) => address).find((address) => address.includes(canary)) ?? ''
    })

const settings = (fromName: string) => ({
  host: '127.0.0.1',
  port: 2525,
  security: 'none',
  username: null,
  certificateAuthority: null,
  fromName,
  fromAddress: 'security@tourei.example',
  replyTo: null,
  ratePerMinute: 60,
})

export const samples: Samples = {
  getSettingsMail: sample('tenant', async ({ app }, canary) => {
    const { version } = (await app.admin.send('GET', '/settings/mail')).body
    await app.admin.send('PUT', '/settings/mail', settings(canary), { 'if-match': String(version) })
    return {}
  }),
  putSettingsMail: sample('new', async ({ app }, canary) => {
    const { version } = (await app.admin.send('GET', '/settings/mail')).body
    return { body: settings(canary), headers: { 'if-match': String(version) } }
  }),
  postSettingsMailTest: sample('new', async ({ app, smtp }) => {
    await useMailServer(app, smtp)
    return { shows: '"outcome":"accepted"' }
  }),
  getMessages: sample('partner', async (world, canary) => {
    await waiting(world, canary)
    return { query: 'limit=200' }
  }),
  postMessagesIdResend: sample('partner', async (world, canary) => {
    const id = await waiting(world, canary)
    await world.app.database.asAdmin((client) =>
      client.query(`UPDATE messages SET state = 'failed' WHERE id = $1`, [id]),
    )
    return { path: { id }, proof: stateOf(world, canary, 'pending') }
  }),
  postMessagesIdCancel: sample('partner', async (world, canary) => ({
    path: { id: await waiting(world, canary) },
    proof: stateOf(world, canary, 'cancelled'),
  })),
}
