import { beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { statementsOf } from '../../../test/support/statements.ts'
import {
  answerAll,
  ask,
  mails,
  openPortal,
  partnerToAsk,
  putLevel,
  startAssessments,
  wish,
} from './assessment.fixture.ts'

let app: TestApp
beforeAll(async () => {
  app = await startAssessments()
})

const partners = async (count: number): Promise<string[]> => {
  const ids: string[] = []
  for (let no = 0; no < count; no += 1) ids.push(await partnerToAsk(app, `一斉 ${count}-${no}`, no % 3))
  return ids
}
const draft = async (partnerIds: readonly string[]): Promise<string[]> => {
  const answer = await app.admin.send('POST', '/assessments', {
    partners: partnerIds.map((partnerId) => ({ partnerId })),
    ...wish,
  })
  return answer.body.items.map(({ id }: { id: string }) => id)
}
const send = async (ids: readonly string[]) => (await app.admin.send('POST', '/assessments/send', { ids })).body
const count = (text: string, ids: readonly string[]): Promise<number> =>
  app.database.asAdmin(async (client) => (await client.query(text, [ids])).rows[0].n)

describe('sending to many partners', () => {
  it('takes the same number of statements for three and for fifty', async () => {
    const [few, many] = [await partners(3), await partners(50)]
    let [fewIds, manyIds]: string[][] = [[], []]
    // The first sending of all also reads the catalogue, which a process keeps.
    await send(await draft(await partners(6)))
    const drafting = async (ids: readonly string[], keep: (made: string[]) => void) =>
      (await statementsOf(app.engine.pools.app, async () => keep(await draft(ids)))).length
    const draftedFew = await drafting(few, (made) => {
      fewIds = made
    })
    const draftedMany = await drafting(many, (made) => {
      manyIds = made
    })
    expect(draftedMany).toBe(draftedFew)
    const sentFew = await statementsOf(app.engine.pools.app, () => send(fewIds ?? []))
    const sentMany = await statementsOf(app.engine.pools.app, () => send(manyIds ?? []))
    expect(sentMany.length).toBe(sentFew.length)
    expect(sentMany.filter((text) => text === 'COMMIT')).toHaveLength(2)

    const ids = manyIds ?? []
    expect(ids).toHaveLength(50)
    expect(await count(`SELECT count(*)::int AS n FROM requests WHERE id = ANY($1) AND state = 'sending'`, ids)).toBe(
      50,
    )
    expect(
      await count(
        `SELECT count(*)::int AS n FROM requests r JOIN deadlines d ON d.id = r.deadline_id AND d.subject_id = r.id WHERE r.id = ANY($1)`,
        ids,
      ),
    ).toBe(50)
    expect(
      await count(
        `SELECT count(DISTINCT subject_id)::int AS n FROM ledger_entries WHERE event = 'assessment.sent' AND subject_id = ANY($1)`,
        ids,
      ),
    ).toBe(50)
    const links = (await mails(app)).slice(-50).map(({ link }) => link)
    expect(new Set(links).size).toBe(50)
  })

  it('gives each partner back its own answers of last time, and holds back only what is not fair', async () => {
    const [first, second, third] = [
      await partnerToAsk(app, '前回あり', 0),
      await partnerToAsk(app, '前回なし', 0),
      await partnerToAsk(app, '重い組', 4),
    ]
    const { id, token } = await ask(app, first)
    const client = await openPortal(app, token)
    const [question] = await answerAll(client, [{ value: 'partly', comment: '委託先の分はまだです' }])
    await client.send('POST', '/submission')
    await app.admin.send('POST', `/assessments/${id}/confirm`, { acceptRest: true })
    await putLevel(app, first, 0)
    const [again, fresh, heavy] = await draft([first, second, third]).then(async (ids) => {
      const shown = await Promise.all(ids.map(async (one) => (await app.admin.send('GET', `/assessments/${one}`)).body))
      return [first, second, third].map((partnerId) => shown.find((row) => row.partnerId === partnerId)?.id)
    })
    const answer = await send([again, fresh, heavy])
    expect(answer.sent.toSorted()).toEqual([again, fresh].toSorted())
    expect(answer.held.map((one: { id: string }) => one.id)).toEqual([heavy])
    const filled = await app.database.asAdmin(
      async (db) =>
        (
          await db.query(
            'SELECT request_id AS id, count(*)::int AS n FROM answers WHERE request_id = ANY($1) GROUP BY 1',
            [[again, fresh]],
          )
        ).rows,
    )
    expect(filled).toEqual([{ id: again, n: 10 }])
    const kept = await app.database.asAdmin(
      async (db) =>
        (await db.query('SELECT previous -> $2 AS answer FROM requests WHERE id = $1', [again, question])).rows[0],
    )
    expect(kept.answer).toEqual({ value: 'partly', comment: '委託先の分はまだです' })
  })

  it('sends none when one of them is not a draft or is out of reach', async () => {
    const [one, two] = await draft(await partners(2))
    await send([one ?? ''])
    const body = { ids: [one, two] }
    expect((await app.admin.send('POST', '/assessments/send', body)).body.code).toBe('assessment.wrong_state')
    const stranger = await app.stranger()
    expect((await stranger.send('POST', '/assessments/send', { ids: [two] })).status).toBe(404)
    expect((await app.admin.send('GET', `/assessments/${two}`)).body.state).toBe('draft')
  })
})
