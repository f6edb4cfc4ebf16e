import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useClock } from '../../lib/clock.ts'
import { formatChange, formatScore } from '../../lib/format-number.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { MaturityDots } from '../../ui/MaturityDots.tsx'
import { PlainTable } from '../../ui/PlainTable.tsx'
import { ScoreHistory } from '../../ui/ScoreHistory.tsx'
import { Section } from '../../ui/Section.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { type History, historyQuery } from './assessment-queries.ts'
import { trendOf } from './score-trend.ts'

const SHOWN = 5

/** How a partner scored time after time: the picture, then each result with the answers as they stood then. */
export function PartnerScores({ partnerId }: { partnerId: string }) {
  const { t } = useTranslation()
  const asked = useQuery(historyQuery(partnerId))
  const history = asked.data
  const trend = useMemo(() => (history === undefined ? undefined : trendOf(history, null, t)), [history, t])
  if (asked.error)
    return (
      <ErrorState
        what={t('assessments.results.failed')}
        problem={problemOf(asked.error)}
        onRetry={() => void asked.refetch()}
      />
    )
  if (history === undefined || trend === undefined) return <SkeletonRows shown />
  const { items } = history
  return (
    <>
      {trend.points.length > 1 && <ScoreHistory points={trend.points} bands={trend.bands} />}
      <Section
        title={t('assessments.results.title')}
        act={
          <Link to="/assessments" search={{ view: 'all', partner: partnerId }}>
            {t('assessments.results.all')}
          </Link>
        }
      >
        {items.length === 0 ? <p>{t('assessments.results.none')}</p> : <Results items={items.slice(0, SHOWN)} />}
      </Section>
    </>
  )
}

function Results({ items }: { items: History['items'] }) {
  const { t } = useTranslation()
  const { day } = useClock()
  return (
    <div className="table-scroller">
      <PlainTable
        caption={t('assessments.results.title')}
        heads={[
          t('assessments.results.confirmedOn'),
          t('assessments.results.maturity'),
          { text: t('assessments.result'), end: true },
          { text: t('assessments.review.change'), end: true },
          t('assessments.set'),
        ]}
      >
        {items.map(({ id, assessmentId, confirmedOn, band, scoreBp, change, itemSet }) => (
          <tr key={id}>
            <th scope="row">
              <Link to="/assessments/$id" params={{ id: assessmentId }}>
                {day(confirmedOn)}
                <span className="visually-hidden">{t('assessments.results.open')}</span>
              </Link>
            </th>
            <td>
              <MaturityDots maturity={band} withWord />
            </td>
            <td className="end">{scoreBp === null ? t('scales.unrated') : formatScore(scoreBp)}</td>
            <td className="end">{change.basisPoints === null ? '' : formatChange(change.basisPoints)}</td>
            <td>{itemSet.split('/').at(-1)}</td>
          </tr>
        ))}
      </PlainTable>
    </div>
  )
}
