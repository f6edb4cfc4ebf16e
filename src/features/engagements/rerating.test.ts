import { performance } from 'node:perf_hooks'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { QUIET, type RatedApp, startRatedApp } from './rated-app.fixture.ts'

const MANY = Number(process.env.RERATE_PARTNERS ?? 10_000)
const PATH = '/catalog/levels/kizuna-standard'
let at: RatedApp
beforeAll(async () => {
  at = await startRatedApp()
})

/** Partners with one quiet engagement each, written straight into the tables because this test is about their number. */
const addMany = (count: number, unlike: { partnerId: string; engagementId: string }) =>
  at.app.database.asAdmin(async (client) => {
    const ids = Array.from({ length: count }, () => [newId(), newId()] as const)
    const copy = async (table: string, key: string, from: string, assign: string) => {
      const { rows } = await client.query<{ column_name: string }>(
        "SELECT column_name FROM information_schema.columns WHERE table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
      )
      const columns = rows.map((row) => `"${row.column_name}"`)
      const values = columns.map((column) =>
        column === `"${key}"` ? 'n.a' : column === assign ? 'n.b' : `t.${column}`,
      )
      await client.query(
        `INSERT INTO ${table} (${columns.join()}) SELECT ${values.join()} FROM ${table} t, unnest($2::uuid[], $3::uuid[]) AS n(a, b) WHERE t."${key}" = $1`,
        [from, ids.map(([a, b]) => (table === 'engagements' ? b : a)), ids.map(([a]) => a)],
      )
    }
    await copy('partners', 'id', unlike.partnerId, '')
    await copy('partner_current', 'partner_id', unlike.partnerId, '')
    await copy('engagements', 'id', unlike.engagementId, '"partner_id"')
    await client.query('ANALYZE')
  })

type Draft = { no: number; version: number; content: Record<string, unknown> }
const changedPolicy = async (): Promise<Record<string, unknown>> => {
  const { content } = (await at.app.admin.send('GET', `${PATH}/versions/1`)).body
  return {
    ...content,
    matrix: {
      ...content.matrix,
      grid: [
        [1, 1, 2],
        [1, 2, 3],
        [2, 3, 4],
      ],
    },
  }
}

describe('changing the policy', () => {
  it('shows who would move where and what a month would cost, then publishes and rates everyone again', async () => {
    const quiet = await at.partner()
    const made = await at.engage(quiet)
    const top = await at.partner()
    await at.engage(top, {
      answers: {
        ...QUIET.answers,
        'stop-tolerance': 3,
        replaceability: 2,
        connection: 3,
        exposure: 3,
        'incident-history': 3,
        maturity: 3,
      },
    })
    await addMany(MANY, { partnerId: quiet, engagementId: made.id })
    const policy = await changedPolicy()

    const previewFrom = performance.now()
    const preview = await at.app.admin.send('POST', '/catalog/levels/preview', { policy })
    const previewMs = performance.now() - previewFrom
    expect(preview.status).toBe(200)
    expect(preview.body.partners).toBe(MANY + 2)
    expect(preview.body.counts).toEqual([{ from: 0, to: 1, partners: MANY + 1 }])
    expect(preview.body.unchanged).toBe(1)
    expect(preview.body.moves).toHaveLength(500)
    expect(preview.body.after.requests).toBeGreaterThan(preview.body.before.requests)
    expect((await at.level(quiet)).effective).toBe(0)

    const draft: Draft = (await at.app.admin.send('POST', `${PATH}/draft`, { content: policy })).body
    const published = await at.app.admin.send('POST', `${PATH}/versions/${draft.no}/publish`, undefined, {
      'if-match': String(draft.version),
    })
    const from = performance.now()
    await at.deliver('catalog.published', { versionId: published.body.id })
    const chunks = await at.app.database.asAdmin((client) =>
      client.query('SELECT id FROM rerating_chunks ORDER BY from_partner'),
    )
    let longest = 0
    for (const { id } of chunks.rows) {
      const started = performance.now()
      await at.deliver('rerating.chunk_planned', { chunkId: id })
      longest = Math.max(longest, performance.now() - started)
    }
    const ms = performance.now() - from
    expect((await at.level(quiet)).effective).toBe(1)
    expect((await at.level(top)).effective).toBe(4)
    expect((await at.rating(quiet)).policy.no).toBe(2)
    const rows = await at.app.database.asAdmin((client) =>
      client.query('SELECT level_effective AS level, count(*)::int AS n FROM partner_current GROUP BY 1 ORDER BY 1'),
    )
    expect(rows.rows).toEqual([
      { level: 1, n: MANY + 1 },
      { level: 4, n: 1 },
    ])
    // A part delivered twice finds itself done.
    await at.deliver('rerating.chunk_planned', { chunkId: chunks.rows[0].id })
    const moved = await at.app.database.asAdmin((client) =>
      client.query('SELECT sum(moved)::int AS moved FROM rerating_chunks'),
    )
    expect(moved.rows[0].moved).toBe(MANY + 1)
    process.stdout.write(
      `re-rated ${MANY} partners, all moving: ${Math.round(ms)} ms in ${chunks.rows.length} parts, longest ${Math.round(longest)} ms; preview ${Math.round(previewMs)} ms\n`,
    )
  })

  it('refuses a preview of what is not a policy, and to those who may not edit one', async () => {
    const answer = await at.app.admin.send('POST', '/catalog/levels/preview', { policy: { key: 'x' } })
    expect([answer.status, answer.body.errors.length > 3]).toEqual([422, true])
    const reader = await at.app.person('executive')
    expect((await reader.send('POST', '/catalog/levels/preview', { policy: await changedPolicy() })).status).toBe(403)
  })
})
