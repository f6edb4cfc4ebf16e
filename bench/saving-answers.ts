import { print } from './figure.ts'
import { load } from './load.ts'
import { openRespondents, questionsOf } from './respondents.ts'
import type { Scenario } from './scenario.ts'
import { settled } from './settled.ts'

const RESPONDENTS = 100
const SECONDS = 10
const PAUSES = [
  // A quick reader: who really thinks about a question takes longer.
  { name: 'save_answer_100_respondents', pauseMs: 3000 },
  // How far the machine carries: nobody pauses, so this holds the budget only with room to spare.
  { name: 'save_answer_100_respondents_without_pause', pauseMs: 0 },
] as const

/** Measures how long partners wait who answer at the same time, each answer changed and saved by itself. */
export const savingAnswers: Scenario = {
  name: 'saving_answers',
  figures: PAUSES.map(({ name }) => name),
  run: async (stage) => {
    const ready = await stage()
    const respondents = await openRespondents(ready, RESPONDENTS)
    const [first] = respondents
    const keys = first === undefined ? [] : await questionsOf(first)
    await settled(ready)
    const save = async (no: number, user: number): Promise<number> => {
      const path = `/portal/answers/${keys[Math.floor(no / RESPONDENTS) % keys.length]}`
      // Another comment each time: an answer that stays as it is would not be written.
      const body = { value: no % 2 === 0 ? 'done' : 'partly', comment: `取り組んでいます ${no}` }
      return (await respondents[user]?.send({ method: 'PUT', path, body }))?.ms ?? 0
    }
    for (const { name, pauseMs } of PAUSES) {
      const { p95, ...more } = await load(RESPONDENTS, SECONDS, save, ready.gauges, pauseMs)
      print({ name, value: p95, unit: 'ms p95', budget: 30, ...more, questions: keys.length, fsyncMs: ready.fsync })
    }
    for (const { leave } of respondents) leave()
  },
}
