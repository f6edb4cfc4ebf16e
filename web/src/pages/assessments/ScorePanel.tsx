import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatChange, formatScore } from '../../lib/format-number.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { MaturityDots } from '../../ui/MaturityDots.tsx'
import { PlainTable } from '../../ui/PlainTable.tsx'
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
  const asked = useQuery(historyQuery(assessment.partnerId))
  const history = asked.data
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
        <PlainTable
          className="score-table"
          caption={t('assessments.review.score')}
          heads={[
            t('assessments.review.categories'),
            { text: t('assessments.review.counts'), end: true },
            { text: t('assessments.review.rate'), end: true },
            { text: t('assessments.review.change'), end: true },
          ]}
        >
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
        </PlainTable>
        <p className="meta">{t('assessments.review.counting', { na })}</p>
      </Section>
      {trend !== undefined && trend.points.length > 1 && <ScoreHistory points={trend.points} bands={trend.bands} />}
      {asked.error && (
        <ErrorState
          what={t('assessments.review.historyFailed')}
          problem={problemOf(asked.error)}
          onRetry={() => void asked.refetch()}
        />
      )}
      <Consequences assessment={assessment} />
      {reviewing && <ReviewActs assessment={assessment} onGoOn={onGoOn} />}
    </>
  )
}
