import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatChange, formatScore } from '../../lib/format-number.ts'
import { MaturityDots } from '../../ui/MaturityDots.tsx'
import { ScoreHistory } from '../../ui/ScoreHistory.tsx'
import { Section } from '../../ui/Section.tsx'
import { Strip } from '../../ui/Strip.tsx'
import { type Assessment, historyQuery } from './assessment-queries.ts'
import { Consequences } from './Consequences.tsx'
import { ReviewActs } from './ReviewActs.tsx'
import { decidedOf } from './review-progress.ts'
import { trendOf } from './score-trend.ts'

type Props = { assessment: Assessment; reviewing: boolean; onGoOn: () => void }

/** What the answers amount to now, on what assumption, how that compares, and what confirming would set going. */
export function ScorePanel({ assessment, reviewing, onGoOn }: Props) {
  const { t } = useTranslation()
  const history = useQuery(historyQuery(assessment.partnerId)).data
  const standing = assessment.result ?? assessment.foreseen
  const { open } = decidedOf(assessment.items)
  // Newest first: the one after this result's own place, or the newest while this one is not confirmed.
  const own = history?.items.findIndex(({ assessmentId }) => assessmentId === assessment.id) ?? -1
  const before = history?.items[own + 1]
  const trend = useMemo(
    () => (history === undefined ? undefined : trendOf(history, assessment.foreseen, t)),
    [history, assessment.foreseen, t],
  )
  if (standing === null) return null
  const { scoreBp, band, bandByScore, breakdown } = standing
  const change = assessment.result?.change.basisPoints ?? assessment.foreseen?.changeBp ?? null
  const names = new Map(assessment.categories.map(({ key, title }) => [key, title]))
  const na = breakdown.reduce((sum, { counts }) => sum + counts.na, 0)
  return (
    <>
      <Section
        title={t('assessments.review.score')}
        {...(assessment.result === null
          ? {
              note:
                open.length === 0
                  ? t('assessments.review.allDecided')
                  : t('assessments.review.assumption', { count: open.length }),
            }
          : {})}
      >
        <p className="score-line" aria-live="polite">
          {scoreBp === null ? (
            t('assessments.review.unrateable')
          ) : (
            <>
              <span className="figure">{formatScore(scoreBp)}</span>
              <MaturityDots maturity={band} withWord />
            </>
          )}
          {change !== null && scoreBp !== null && (
            <b>
              {t('assessments.review.since', {
                before: formatScore(scoreBp - change),
                change: formatChange(change),
              })}
            </b>
          )}
        </p>
        {band !== null && bandByScore !== null && band !== bandByScore && (
          <Strip weight="wait">{t('assessments.review.capped', { band, by: bandByScore })}</Strip>
        )}
        {standing.manyNotApplicable && <Strip weight="wait">{t('assessments.review.manyNa')}</Strip>}
        <table className="plain-table score-table">
          <caption className="visually-hidden">{t('assessments.review.score')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('assessments.review.categories')}</th>
              <th scope="col" className="end">
                {t('assessments.review.counts')}
              </th>
              <th scope="col" className="end">
                {t('assessments.review.rate')}
              </th>
              <th scope="col" className="end">
                {t('assessments.review.change')}
              </th>
            </tr>
          </thead>
          <tbody>
            {breakdown.map((row) => {
              const last = before?.breakdown.find(({ category }) => category === row.category)?.scoreBp ?? null
              const { done, compensated, partly, not, unanswered } = row.counts
              return (
                <tr key={row.category}>
                  <th scope="row">{names.get(row.category) ?? row.category}</th>
                  <td className="end">{[done + compensated, partly, not + unanswered, row.counts.na].join('・')}</td>
                  <td className="end">
                    {row.scoreBp !== null && (
                      <>
                        <span className="rate-bar" aria-hidden="true">
                          <span style={{ width: `${row.scoreBp / 100}%` }} />
                        </span>
                        {formatScore(row.scoreBp)}
                      </>
                    )}
                  </td>
                  <td className="end">
                    {change === null || last === null || row.scoreBp === null ? '' : formatChange(row.scoreBp - last)}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
        <p className="meta">{t('assessments.review.counting', { na })}</p>
      </Section>
      {trend !== undefined && trend.points.length > 1 && <ScoreHistory points={trend.points} bands={trend.bands} />}
      <Consequences assessment={assessment} />
      {reviewing && <ReviewActs assessment={assessment} onGoOn={onGoOn} />}
    </>
  )
}
