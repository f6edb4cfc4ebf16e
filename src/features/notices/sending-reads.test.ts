import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { startApp } from '../../../test/support/app.ts'
import { systemActor } from '../../platform/context.ts'
import { writing } from '../../platform/work.ts'
import { settleHandOvers } from './hand-over.service.ts'
import { leaseWaiting } from './lease.service.ts'
import { mailSettingsOf } from './mail-settings.store.ts'
import { queueNotice } from './notice.service.ts'
import type { RecipientCheck } from './recipient-check.queries.ts'
import { aMatter, partnerWithContact, useMailServer } from './sending.fixture.ts'
import { CONNECTIONS } from './sending.jobs.ts'

const everyone: RecipientCheck = async (_db, _tenant, ids) =>
  new Map(ids.map((id) => [id, { ok: true, address: `${id}@partner.example` }]))

it('reads the messages in hand and no others, however many wait in a table the database has not counted yet', async () => {
  const app = await startApp()
  await useMailServer(app, { port: 2525 })
  const recipient = await partnerWithContact(app, 'desk@partner.example')
  const recipients = Array.from({ length: 600 }, () => ({ ...recipient, id: randomUUID() }))
  await writing(app.engine, app.admin.actor, (ctx) =>
    queueNotice(ctx, { kind: 'code', matter: aMatter(), template: 'one-time-code', recipients, dedupeKey: 'many' }),
  )
  const { tenant } = app.admin.actor
  const read = await writing(app.engine, systemActor(tenant, 'sender', 'test'), async (ctx) => {
    const settings = await mailSettingsOf(ctx.db, tenant)
    if (settings === undefined) throw new Error('no mail server')
    const { items } = await leaseWaiting(ctx, settings, { contact: everyone }, CONNECTIONS)
    expect(items).toHaveLength(CONNECTIONS)
    const result = { outcome: 'accepted' as const, response: '250 OK', code: 250 }
    await settleHandOvers(
      ctx,
      items.map(({ id, leaseNo }) => ({ id, leaseNo, result })),
    )
    const { rows } = await ctx.db.execute<{ n: number }>(
      sql`SELECT (idx_tup_fetch + seq_tup_read)::int AS n FROM pg_stat_xact_user_tables WHERE relname = 'messages'`,
    )
    return rows[0]?.n ?? Number.POSITIVE_INFINITY
  })
  expect(read).toBeLessThanOrEqual(10 * CONNECTIONS)
})
