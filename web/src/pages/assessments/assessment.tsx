// Can these answers stand, and what follows from them? For whoever reviews, and for whoever asked.

import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useClock } from '../../lib/clock.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { levelOf } from '../../ui/levels.ts'
import { RiskTag } from '../../ui/RiskTag.tsx'
import { Signal } from '../../ui/Signal.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { useLate } from '../../ui/use-late.ts'
import { type Assessment, oneQuery } from './assessment-queries.ts'
import { numberOf, weightOf, wordOf } from './assessment-state.ts'
import { DraftPanel } from './DraftPanel.tsx'
import { ReviewFrame } from './ReviewFrame.tsx'
import { decidedOf } from './review-progress.ts'
import './assessments.css'
import './review.css'

const route = getRouteApi('/signed-in/assessments/$id')

export function AssessmentPage() {
  const { t } = useTranslation()
  const { id } = route.useParams()
  const query = useQuery(oneQuery(id))
  const late = useLate(query.isPending)
  if (query.error)
    return (
      <ErrorState
        what={t('assessments.review.loadFailed')}
        problem={problemOf(query.error)}
        onRetry={() => void query.refetch()}
      />
    )
  if (query.data === undefined) return <SkeletonRows shown={late} />
  return (
    <>
      <Head assessment={query.data} />
      {query.data.state === 'draft' ? (
        <DraftPanel key={query.data.version} assessment={query.data} />
      ) : (
        <ReviewFrame key={id} assessment={query.data} />
      )}
    </>
  )
}

function Head({ assessment }: { assessment: Assessment }) {
  const { t } = useTranslation()
  const { moment, day } = useClock()
  const { id, state, no, set, submittedAt, deadline, result, progress } = assessment
  const { decided, all } = decidedOf(assessment.items)
  return (
    <header className="review-head">
      <p className="page-back">
        <Link to="/assessments">{t('assessments.backToList')}</Link>
      </p>
      <h1>
        <Link to="/partners/$id" params={{ id: assessment.partnerId }}>
          {assessment.partnerName}
        </Link>
      </h1>
      <RiskTag level={levelOf(assessment.level)} filled />
      <Signal
        weight={weightOf(state)}
        word={t(`assessments.states.${wordOf({ state, answered: progress.answered })}`)}
      />
      <span className="page-note">
        {t('assessments.review.head', { number: t('assessments.number', { no: numberOf(no) }), set })}
        {submittedAt !== null && `　${t('assessments.review.submitted', { at: moment(submittedAt) })}`}
        {deadline !== null && `　${t('assessments.review.due', { date: day(deadline) })}`}
      </span>
      <span className="review-head-end">
        {state !== 'draft' && (
          <Link to="/assessments/$id/as-partner" params={{ id }}>
            {t('assessments.asPartner')}
          </Link>
        )}
        {state === 'submitted' && <b>{t('assessments.review.decided', { done: decided, all })}</b>}
        {result !== null && (
          <>
            <Button component="a" href={`/api/v1/assessments/${id}/result.pdf`} target="_blank" rel="noopener">
              {t('assessments.review.pdf')}
            </Button>
            <Button component="a" href={`/api/v1/assessments/${id}/result.xlsx`} download>
              {t('assessments.review.xlsx')}
            </Button>
          </>
        )}
      </span>
    </header>
  )
}
