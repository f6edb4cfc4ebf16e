import { beforeAll, describe, expect, it } from 'vitest'
import { RECIPIENT_CHECKS, SUBSCRIBERS } from '../../app.ts'
import { systemActor } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { handleOnce } from '../../platform/work.ts'
import { startWorker } from '../../worker.ts'
import { type RatedApp, startRatedApp } from './rated-app.fixture.ts'
import { addMany, levelsOf, partsOf, policyWithQuietAt, publish } from './rerating.fixture.ts'
import { rerateChunk } from './rerating.service.ts'

const MANY = 1_200
let at: RatedApp
beforeAll(async () => {
  at = await startRatedApp()
  const partnerId = await at.partner()
  const { id } = await at.engage(partnerId)
  await addMany(at, MANY - 1, { partnerId, engagementId: id })
})

const one = (text: string) => at.app.database.asAdmin(async (client) => (await client.query(text)).rows[0])
const notes = async (): Promise<number> =>
  (await one(`SELECT count(*)::int AS n FROM timeline_entries WHERE event = 'engagement.rated'`)).n

/** The part is worked out, then its connection ends before the change is kept, as when the process is killed. */
const rerateAndDie = (chunkId: string) =>
  handleOnce(
    at.app.engine,
    systemActor(at.app.admin.actor.tenant, 'clock', 'test'),
    'engagements.rerate_chunk',
    newId(),
    async (ctx) => {
      await rerateChunk(ctx, chunkId)
      await ctx.db.execute('SELECT pg_terminate_backend(pg_backend_pid())')
    },
  )

describe('rating everyone again', () => {
  it('keeps a part whole or not at all when it dies in the middle, and goes on where it stopped', async () => {
    const before = await notes()
    await at.deliver('catalog.published', { versionId: await publish(at, await policyWithQuietAt(at, 1)) })
    const [first, second, ...rest] = await partsOf(at)
    if (first === undefined || second === undefined) throw new Error('too few parts')
    expect(rest).toHaveLength(1)
    await at.deliver('rerating.chunk_planned', { chunkId: first.id })
    await expect(rerateAndDie(second.id)).rejects.toThrow()
    expect(await levelsOf(at)).toEqual([
      { level: 0, n: 700 },
      { level: 1, n: 500 },
    ])
    // Everything is delivered again, also what was done.
    for (const { id } of await partsOf(at)) await at.deliver('rerating.chunk_planned', { chunkId: id })
    expect(await levelsOf(at)).toEqual([{ level: 1, n: MANY }])
    expect((await partsOf(at)).map(({ moved }) => moved)).toEqual([500, 500, 200])
    expect((await notes()) - before).toBe(MANY)
    const { changes } = await one(
      `SELECT sum(jsonb_array_length(d.detail::jsonb -> 'after' -> 'moves'))::int AS changes
         FROM ledger_entries e JOIN ledger_details d ON d.entry_id = e.id WHERE e.event = 'partner.levels_changed'`,
    )
    expect(changes).toBe(MANY)
  })

  it('is done by the worker after a policy was published', async () => {
    await publish(at, await policyWithQuietAt(at, 3))
    const worker = await startWorker(at.app.database.place, at.app.database.roleSecret, at.app.engine, {
      subscribers: SUBSCRIBERS,
      checks: RECIPIENT_CHECKS,
    })
    await expect.poll(() => levelsOf(at), { timeout: 20_000 }).toEqual([{ level: 3, n: MANY }])
    await worker.stop()
    expect((await one('SELECT count(*)::int AS n FROM engagements WHERE level <> 3')).n).toBe(0)
  })
})
