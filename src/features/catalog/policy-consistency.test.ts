import { describe, expect, it } from 'vitest'
import { parseLevelPolicy } from './levels.contract.ts'
import { toCyclePolicy, toMaturityPolicy } from './levels-mapping.service.ts'
import { problemWords } from './problem-words.service.ts'
import { shippedDocuments } from './shipped.service.ts'

const shipped = JSON.stringify(shippedDocuments().find(({ kind }) => kind === 'levels')?.document)
const places = (text: string) => {
  const parsed = parseLevelPolicy(JSON.parse(text))
  return parsed.ok ? [] : parsed.problems.map(({ path }) => path)
}

describe('a policy that nobody could compute with is refused where it stands', () => {
  it.each<[string, RegExp, string, string[]]>([
    ['a level evaluated twice', /"level":"R2","atRenewal"/, '"level":"R3","atRenewal"', ['evaluations.levels[2]']],
    [
      'a level audited twice',
      /"level":"R0","intervalMonths":null/,
      '"level":"R1","intervalMonths":null',
      ['audits.levels[4]'],
    ],
    ['a level described twice', /"level":"R1","label"/, '"level":"R0","label"', ['riskLevels[1]']],
    ['a drop of one level twice', /"level":"R1","dropPoints"/, '"level":"R2","dropPoints"', ['evaluations.drops[3]']],
    ['bands out of order', /"atLeastPercent":90/, '"atLeastPercent":60', ['maturity.bands[1]']],
    ['a last band that leaves scores out', /"atLeastPercent":0/, '"atLeastPercent":10', ['maturity.bands[4]']],
    [
      'evidence for M4 but not for M5',
      /"keyItemsBind":\["M4","M5"\]/,
      '"keyItemsBind":["M4"]',
      ['maturity.keyItemsBind'],
    ],
    ['places of an axis out of order', /"band":"low","from":0/, '"band":"high","from":0', ['impact.bounds[0].band']],
    [
      'a star for a factor that is not there',
      /"factor":"stop-tolerance","atLeast":3/,
      '"factor":"weather","atLeast":3',
      ['stars.rules[1].allOf[0]'],
    ],
    [
      'a profile for a factor that is not there',
      /"factor":"data","atLeast":2/,
      '"factor":"weather","atLeast":2',
      ['profiles.supportedBy[0]'],
    ],
    [
      'an hour without a time band',
      /"from":"18:00","to":"22:00"/,
      '"from":"19:00","to":"22:00"',
      ['dates.bands[0]', 'dates.bands'],
    ],
    [
      'an hour with two time bands',
      /"from":"22:00","to":"09:00"/,
      '"from":"22:00","to":"10:00"',
      ['dates.bands[2]', 'dates.bands'],
    ],
    [
      'one question of the triage twice',
      /"key":"stops-us","text"/,
      '"key":"connected","text"',
      ['triage.questions[2]'],
    ],
  ])('%s', (_, from, to, paths) => {
    const broken = shipped.replace(from, to)
    expect(broken).not.toBe(shipped)
    expect(places(broken)).toEqual(paths)
    const told = parseLevelPolicy(JSON.parse(broken), problemWords('ja'))
    for (const { message } of told.ok ? [] : told.problems) expect(message).toMatch(/[ぁ-ん]/)
  })

  it('accepts the shipped one, and time bands of a company that works at night', () => {
    expect(places(shipped)).toEqual([])
    const night = shipped
      .replace(/"from":"22:00","to":"09:00"/, '"from":"22:00","to":"06:00"')
      .replace(/"from":"09:00","to":"18:00"/, '"from":"06:00","to":"18:00"')
    expect(places(night)).toEqual([])
  })

  it('asks for no evidence when no band is bound to it', () => {
    const parsed = parseLevelPolicy(JSON.parse(shipped.replace('["M4","M5"]', '[]')))
    if (!parsed.ok) throw new Error('refused')
    expect(toMaturityPolicy(parsed.document).keyEvidence).toEqual({ needsFrom: 'M5', cappedAt: 'M5' })
    expect(toCyclePolicy(parsed.document).evaluation.R0).toMatchObject({ months: 36, atRenewal: true })
  })
})
