import { performance } from 'node:perf_hooks'
import { beforeAll, describe, expect, it } from 'vitest'
import { QUIET, type RatedApp, startRatedApp } from './rated-app.fixture.ts'
import { addMany, levelsOf, partsOf, policyWithQuietAt, publish } from './rerating.fixture.ts'

const MANY = Number(process.env.RERATE_PARTNERS ?? 10_000)
let at: RatedApp
beforeAll(async () => {
  at = await startRatedApp()
})

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
    await addMany(at, MANY, { partnerId: quiet, engagementId: made.id })
    const policy = await policyWithQuietAt(at, 1)

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

    const versionId = await publish(at, policy)
    const from = performance.now()
    await at.deliver('catalog.published', { versionId })
    const chunks = await partsOf(at)
    let longest = 0
    for (const { id } of chunks) {
      const started = performance.now()
      await at.deliver('rerating.chunk_planned', { chunkId: id })
      longest = Math.max(longest, performance.now() - started)
    }
    const ms = performance.now() - from
    expect((await at.level(quiet)).effective).toBe(1)
    expect((await at.level(top)).effective).toBe(4)
    expect((await at.rating(quiet)).policy.no).toBe(2)
    expect(await levelsOf(at)).toEqual([
      { level: 1, n: MANY + 1 },
      { level: 4, n: 1 },
    ])
    process.stdout.write(
      `re-rated ${MANY} partners, all moving: ${Math.round(ms)} ms in ${chunks.length} parts, longest ${Math.round(longest)} ms; preview ${Math.round(previewMs)} ms\n`,
    )
  })

  it('refuses a preview of what is not a policy, and to those who may not edit one', async () => {
    const answer = await at.app.admin.send('POST', '/catalog/levels/preview', { policy: { key: 'x' } })
    expect([answer.status, answer.body.errors.length > 3]).toEqual([422, true])
    const reader = await at.app.person('executive')
    expect(
      (await reader.send('POST', '/catalog/levels/preview', { policy: await policyWithQuietAt(at, 1) })).status,
    ).toBe(403)
  })
})
