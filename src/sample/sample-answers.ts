import { steady } from './sample-data.ts'

export type SampleAnswer = {
  questionKey: string
  value: 'done' | 'partly' | 'not' | 'na'
  comment: string
  equivalent: boolean
}

const COMMENTS = {
  partly: [
    '管理者の分は済みました。残りは来年1月に行います。',
    '本社では行っています。工場はこれからです。',
    '一部の端末が残っています。',
  ],
  not: [
    '担当者を決めるところから始めます。',
    '費用の見積もりを取っています。',
    '手順書のひな形をいただけると助かります。',
  ],
  na: ['該当する機器を使っていません。'],
} as const

const commentFor = (value: 'partly' | 'not' | 'na', seed: number): string =>
  COMMENTS[value][seed % COMMENTS[value].length] ?? ''

/** Answers of a partner to a set: better at bigger companies, and better each year. */
export const answersFor = (
  code: string,
  employees: number,
  year: number,
  questionKeys: readonly string[],
): SampleAnswer[] => {
  const strength = Math.min(
    97,
    8 + Math.round(Math.log10(employees) * 18) + year * 6 + Math.round(steady(`${code}/care`) * 0.4),
  )
  return questionKeys.map((questionKey) => {
    const luck = steady(`${code}/${questionKey}`)
    const value = luck < strength ? 'done' : luck < strength + 16 ? 'partly' : luck > 97 ? 'na' : 'not'
    return { questionKey, value, comment: value === 'done' ? '' : commentFor(value, luck), equivalent: false }
  })
}
