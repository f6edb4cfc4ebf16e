import { beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { statementsOf } from '../../../test/support/statements.ts'
import { answerAll, ask, openPortal, partnerToAsk, startAssessments } from './assessment.fixture.ts'

let app: TestApp
beforeAll(async () => {
  app = await startAssessments()
})

const opened = async (name: string, set: string) => {
  const { id, token } = await ask(app, await partnerToAsk(app, name, 0), set)
  const client = await openPortal(app, token)
  const { questions } = (await client.send('GET', '/request')).body
  return { id, client, keys: questions.map(({ key }: { key: string }) => key) as string[] }
}
const ofPortal = (run: () => Promise<unknown>) => statementsOf(app.engine.pools.portal, run)

describe('saving an answer in the portal', () => {
  it('is one transaction with the same few statements for a short and a long set, and touches no other connection', async () => {
    const [short, long] = [await opened('短い組', 'R0'), await opened('長い組', 'R4')]
    const save = (client: typeof short.client, key: string, value: string) => () =>
      client.send('PUT', `/answers/${key}`, { value, comment: '確かめました' })
    // The first save reads the question set, which a process keeps.
    await save(short.client, short.keys[0] ?? '', 'done')()
    await save(long.client, long.keys[0] ?? '', 'done')()
    const byOthers: string[] = []
    const first = await ofPortal(async () => {
      byOthers.push(...(await statementsOf(app.engine.pools.app, save(short.client, short.keys[1] ?? '', 'done'))))
    })
    const again = await ofPortal(save(long.client, long.keys[0] ?? '', 'partly'))
    expect(byOthers).toEqual([])
    expect(first).toHaveLength(9)
    expect(again).toHaveLength(9)
    expect(first.filter((text) => text === 'COMMIT')).toHaveLength(1)
    expect(first.filter((text) => text.startsWith('BEGIN'))).toHaveLength(1)

    const { rows } = await app.database.asAdmin((client) =>
      client.query(
        `SELECT a.revision, a.value, (SELECT array_agg(r.value ORDER BY r.revision) FROM answer_revisions r
            WHERE r.request_id = a.request_id AND r.question_key = a.question_key) AS all, q.answered
           FROM answers a JOIN requests q ON q.id = a.request_id WHERE a.request_id = $1`,
        [long.id],
      ),
    )
    expect(rows).toEqual([{ revision: 2, value: 'partly', all: ['done', 'partly'], answered: 1 }])
    const entries = await app.database.asAdmin((client) =>
      client.query(
        `SELECT count(*)::int AS n FROM ledger_entries WHERE event = 'assessment.answered' AND subject_id = $1`,
        [long.id],
      ),
    )
    expect(entries.rows[0].n).toBe(2)
  })

  it('opens nothing any more once the link has ended, whatever the request asks', async () => {
    const { id, client, keys } = await opened('取り下げ', 'R0')
    await app.admin.send('POST', `/assessments/${id}/withdraw`, { reason: '別の方法で確かめたため' })
    expect((await client.send('PUT', `/answers/${keys[0]}`, { value: 'done' })).status).toBe(401)
    expect((await client.send('GET', '/request')).status).toBe(401)
  })

  it('submits in one transaction whatever the number of questions', async () => {
    const count = async (name: string, set: string): Promise<string[]> => {
      const { client } = await opened(name, set)
      await answerAll(client)
      return ofPortal(async () => expect((await client.send('POST', '/submission')).status).toBe(201))
    }
    const [short, long] = [await count('短い提出', 'R0'), await count('長い提出', 'R3')]
    expect(long).toHaveLength(short.length)
    expect(long.filter((text) => text === 'COMMIT')).toHaveLength(1)
    process.stdout.write(`a submission takes ${long.length} statements\n`)
  })
})
