import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { formatScore } from '../lib/format-number.ts'
import { PictureTable } from './PictureTable.tsx'
import type { ScoreBand, ScorePoint } from './score-point.ts'

const Chart = lazy(async () => ({ default: (await import('./ScoreHistoryChart.tsx')).ScoreHistoryChart }))

type Props = { points: readonly ScorePoint[]; bands: readonly ScoreBand[] }

/** Scores over time on the maturity bands; the chart code is fetched only where a history is shown. */
export function ScoreHistory({ points, bands }: Props) {
  const { t } = useTranslation()
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined) return null
  const sentence = t('pictures.scoreSentence', {
    first: first.when,
    firstScore: formatScore(first.score),
    last: last.when,
    lastScore: formatScore(last.score),
    count: points.length,
  })
  return (
    <PictureTable
      title={t('pictures.scoreHistory')}
      sentence={sentence}
      headers={[t('pictures.when'), t('pictures.score'), t('pictures.band')]}
      rows={points.map((point) => [
        point.when + (point.expected ? t('pictures.scoreForecast') : ''),
        formatScore(point.score),
        `${point.maturity} ${t(`scales.maturity.${point.maturity}`)}`,
      ])}
      picture={
        <Suspense fallback={<div className="score-history" />}>
          <Chart points={points} bands={bands} sentence={sentence} />
        </Suspense>
      }
    />
  )
}
