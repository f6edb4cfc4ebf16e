import { setTimeout as wait } from 'node:timers/promises'
import { print, spread } from './figure.ts'
import { metered } from './meter.ts'
import { inOrganisation } from './organisation.ts'
import { openRespondents, questionsOf, type Respondent } from './respondents.ts'
import type { Scenario } from './scenario.ts'
import { settled } from './settled.ts'
import type { Stage } from './stage.ts'

const SUBMISSIONS = 500
const WITHIN_MS = 10_000

/** Fills every answer in, as saving them one by one would have. */
const fillIn = ({ asOwner, tenant }: Stage, respondents: readonly Respondent[], keys: readonly string[]) =>
  asOwner((client) =>
    inOrganisation(client, tenant, async () => {
      const ids = respondents.map(({ requestId }) => requestId)
      for (const table of ['answers', 'answer_revisions'])
        await client.query(
          `INSERT INTO ${table} (tenant_id, request_id, question_key, revision, value, comment, equivalent, source, at)
           SELECT $1::uuid, r.id, k.key, 1, '"done"', '', false, 'typed', now()
             FROM unnest($2::uuid[]) AS r(id) CROSS JOIN unnest($3::text[]) AS k(key)`,
          [tenant, ids, keys],
        )
      await client.query(
        'UPDATE requests SET shown = $3, answered = $3, percent = 100 WHERE tenant_id = $1 AND id = ANY($2::uuid[])',
        [tenant, ids, keys.length],
      )
    }),
  )

/** Lets one after the other submit, evenly over the time, whether the ones before have their answer or not. */
const submitAll = async (respondents: readonly Respondent[]): Promise<{ times: number[]; mostAtOnce: number }> => {
  let [open, mostAtOnce] = [0, 0]
  const times = await Promise.all(
    respondents.map(async ({ send }, no) => {
      await wait((no * WITHIN_MS) / respondents.length)
      open += 1
      mostAtOnce = Math.max(mostAtOnce, open)
      const { ms } = await send({ method: 'POST', path: '/portal/submission' })
      open -= 1
      return ms
    }),
  )
  return { times, mostAtOnce }
}

/** Measures the evening of the last day, when many submit within seconds. */
export const submitting: Scenario = {
  name: 'submitting',
  figures: ['submissions_500_in_10s'],
  run: async (stage) => {
    const ready = await stage()
    const respondents = await openRespondents(ready, SUBMISSIONS)
    const [first] = respondents
    const keys = first === undefined ? [] : await questionsOf(first)
    await fillIn(ready, respondents, keys)
    await settled(ready)
    const all = (): number => respondents.length
    const { result, seconds, cost } = await metered(ready.gauges, all, () => submitAll(respondents))
    for (const { leave } of respondents) leave()
    const { p95, ...more } = spread(result.times)
    const size = { submissions: all(), seconds, mostAtOnce: result.mostAtOnce, questions: keys.length, warm: true }
    const about = { ...more, ...size, ...cost, fsyncMs: ready.fsync }
    print({ name: 'submissions_500_in_10s', value: p95, unit: 'ms p95', budget: 300, ...about })
  },
}
