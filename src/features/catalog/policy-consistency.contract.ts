import type { z } from 'zod'
import type { PolicyShape } from './policy-shape.contract.ts'

type Policy = z.infer<typeof PolicyShape>
type Report = (path: (string | number)[], en: string, ja: string) => void
type Check = (policy: Policy, report: Report) => void

const MINUTES_A_DAY = 24 * 60

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

const oncePerName = <T>(
  entries: readonly T[],
  nameOf: (entry: T) => string,
  path: (string | number)[],
  report: Report,
) =>
  entries.forEach((entry, at) => {
    if (entries.findIndex((other) => nameOf(other) === nameOf(entry)) !== at)
      report(
        [...path, at],
        `"${nameOf(entry)}" stands twice, so another is missing`,
        `「${nameOf(entry)}」が重複し、別のものが抜けています。`,
      )
  })

const eachLevelOnce: Check = (
  { riskLevels, escalationLevels, evaluations, audits, maturity, triage, stars },
  report,
) => {
  oncePerName(riskLevels, (entry) => entry.level, ['riskLevels'], report)
  oncePerName(escalationLevels, (entry) => entry.level, ['escalationLevels'], report)
  oncePerName(evaluations.levels, (entry) => entry.level, ['evaluations', 'levels'], report)
  oncePerName(evaluations.drops, (entry) => entry.level, ['evaluations', 'drops'], report)
  oncePerName(audits.levels, (entry) => entry.level, ['audits', 'levels'], report)
  oncePerName(maturity.bands, (entry) => entry.band, ['maturity', 'bands'], report)
  oncePerName(triage.questions, (entry) => entry.key, ['triage', 'questions'], report)
  oncePerName(stars.rules, (entry) => entry.key, ['stars', 'rules'], report)
}

const bandsFall: Check = ({ maturity: { bands, keyItemsBind } }, report) => {
  bands.forEach((band, at) => {
    const above = bands[at - 1]
    if (above !== undefined && (band.band >= above.band || band.atLeastPercent >= above.atLeastPercent))
      report(
        ['maturity', 'bands', at],
        'bands and their lowest scores must fall from M5 to M1',
        'M5からM1へ、下限の点数が下がるように並べてください。',
      )
  })
  if (bands.at(-1)?.atLeastPercent !== 0)
    report(['maturity', 'bands', bands.length - 1], 'the last band starts at 0', '最後の段階は0点から始めてください。')
  const names = bands.map(({ band }) => band)
  const bound = names.filter((band) => keyItemsBind.includes(band))
  if (bound.join() !== names.slice(0, bound.length).join())
    report(
      ['maturity', 'keyItemsBind'],
      'a band above needs the evidence too',
      '上の段階でも資料を求めるようにしてください。',
    )
}

const knownFactors: Check = ({ impact, likelihood, profiles, stars }, report) => {
  const keys = [...impact.factors, ...likelihood.factors].map(({ key }) => key)
  keys.forEach((key, at) => {
    if (keys.indexOf(key) !== at)
      report(
        ['likelihood', 'factors', at - impact.factors.length],
        `factor "${key}" stands on both axes`,
        `要素「${key}」が両方の軸にあります。`,
      )
  })
  const conditions = [
    ...profiles.supportedBy.map(({ factor }, at) => ({ factor, path: ['profiles', 'supportedBy', at] })),
    ...stars.rules.flatMap(({ allOf }, rule) =>
      allOf.map(({ factor }, at) => ({ factor, path: ['stars', 'rules', rule, 'allOf', at] })),
    ),
  ]
  for (const { factor, path } of conditions)
    if (!keys.includes(factor)) report(path, `unknown factor "${factor}"`, `要素「${factor}」はこの方針にありません。`)
}

/** Bands of open days follow each other around the clock: what one leaves, another would have to answer for. */
const dayWithoutGap: Check = ({ dates: { bands } }, report) => {
  const lengthOf = ({ from, to }: (typeof bands)[number]) =>
    (minutesOf(to) - minutesOf(from) + MINUTES_A_DAY) % MINUTES_A_DAY || MINUTES_A_DAY
  bands.forEach((band, at) => {
    const next = bands[(at + 1) % bands.length]
    if (next !== undefined && next.from !== band.to)
      report(
        ['dates', 'bands', at],
        `the band ends at ${band.to}, the next starts at ${next.from}`,
        `この時間帯は${band.to}までなのに、次は${next.from}から始まっています。`,
      )
  })
  if (bands.reduce((sum, band) => sum + lengthOf(band), 0) !== MINUTES_A_DAY)
    report(['dates', 'bands'], 'the bands together must be one day', '時間帯を合わせて、ちょうど一日にしてください。')
}

/** What must hold between the parts of a policy, beyond the shape of each: a policy that breaks it could not be computed with. */
export const policyConsistency: readonly Check[] = [eachLevelOnce, bandsFall, knownFactors, dayWithoutGap]
