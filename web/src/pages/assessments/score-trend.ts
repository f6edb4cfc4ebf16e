import type { TFunction } from 'i18next'
import type { Maturity } from '../../ui/levels.ts'
import type { ScoreBand, ScorePoint } from '../../ui/score-point.ts'
import type { Assessment, History } from './assessment-queries.ts'

/** 25/4/1 · 25/4 · 2025, as exact as it is known. */
const shortDate = (date: string, precision: 'day' | 'month' | 'year'): string => {
  const [year = '', month = '', day = ''] = date.split('-')
  if (precision === 'year') return year
  const place = `${year.slice(2)}/${Number(month)}`
  return precision === 'month' ? place : `${place}/${Number(day)}`
}

const bandAt = (bands: History['bands'], scoreBp: number): Maturity =>
  bands.findLast(({ from }) => scoreBp >= from * 100)?.band ?? 'M1'

/** All scores of a partner, oldest first: taken in from a register, confirmed here, and what confirming now would give. */
export const trendOf = (
  { items, earlier, bands }: History,
  foreseen: Assessment['foreseen'],
  t: TFunction,
): { points: ScorePoint[]; bands: ScoreBand[] } => {
  const imported = earlier.map(({ on, precision, scoreBp }) => ({
    on,
    point: {
      when: t('assessments.review.imported', { when: shortDate(on, precision) }),
      score: scoreBp,
      maturity: bandAt(bands, scoreBp),
    },
  }))
  const confirmed = items.flatMap(({ confirmedOn, scoreBp, band }) =>
    scoreBp === null || band === null
      ? []
      : [{ on: confirmedOn, point: { when: shortDate(confirmedOn, 'day'), score: scoreBp, maturity: band } }],
  )
  const points: ScorePoint[] = [...imported, ...confirmed.reverse()]
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map(({ point }) => point)
  if (foreseen !== null && foreseen.scoreBp !== null && foreseen.band !== null)
    points.push({
      when: t('assessments.review.now'),
      score: foreseen.scoreBp,
      maturity: foreseen.band,
      expected: true,
    })
  return { points, bands: bands.map(({ band, from }) => ({ maturity: band, from: from * 100 })) }
}
