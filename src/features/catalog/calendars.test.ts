import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../../domain/time.ts'
import { parseCalendar, toBusinessCalendar } from './calendars.contract.ts'
import { problemWords } from './problem-words.service.ts'
import { shippedDocuments } from './shipped.service.ts'

const japan = shippedDocuments().find(({ kind }) => kind === 'calendars')?.document
const closure = (from: string, to: string) => ({ companyClosures: [{ from, to, name: { ja: '休み', en: 'Closed' } }] })

describe('a calendar', () => {
  it.each<[string, object, string[]]>([
    ['of days that do not exist', closure('02-28', '02-30'), ['companyClosures[0].to']],
    ['of an unknown zone', { zone: 'Tokyo' }, ['zone']],
    ['closed all year', closure('01-01', '12-31'), ['weekend']],
    [
      'closed by weekends and holidays of a whole year',
      { weekend: [1, 2, 3, 4, 5, 6], ...closure('01-01', '12-31') },
      ['weekend'],
    ],
    ['whose years fall', { publishedYears: { from: 2027, to: 2025 }, holidays: [] }, ['publishedYears']],
  ])('%s is refused', (_, change, paths) => {
    for (const locale of ['en', 'ja'] as const) {
      const parsed = parseCalendar({ ...japan, ...change }, problemWords(locale))
      expect(parsed.ok ? [] : parsed.problems.map(({ path }) => path)).toEqual(paths)
      if (!parsed.ok && locale === 'ja') expect(parsed.problems[0]?.message).toMatch(/[ぁ-ん]/)
    }
  })

  it('closes the turn of the year, in leap years as in others, and knows until when it is published', () => {
    const parsed = parseCalendar({ ...japan, ...closure('12-29', '01-03') })
    if (!parsed.ok) throw new Error('refused')
    const calendar = toBusinessCalendar(parsed.document)
    expect([...calendar.closedYearly]).toEqual(['12-29', '12-30', '12-31', '01-01', '01-02', '01-03'])
    expect([...calendar.publishedYears]).toEqual([2025, 2026, 2027])
    expect(calendar.closed.has('2026-09-22' as PlainDate)).toBe(true)
  })
})
