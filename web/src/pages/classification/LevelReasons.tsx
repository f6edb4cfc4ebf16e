import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { useClock } from '../../lib/clock.ts'
import { ifMatch } from '../../lib/if-match.ts'
import { problemOf } from '../../lib/problem.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { levelOf } from '../../ui/levels.ts'
import { RiskTag } from '../../ui/RiskTag.tsx'
import { Section } from '../../ui/Section.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { Strip } from '../../ui/Strip.tsx'
import { showNotice } from '../../ui/undo-notice.tsx'
import { OverrideRequest } from './OverrideRequest.tsx'
import { type PartnerRating, ratingQuery } from './queries.ts'
import { ReasonTable } from './ReasonTable.tsx'
import { SumLine } from './SumLine.tsx'

/** Why a partner has its level: every factor with its points, the cell, the floor and an override. */
export function LevelReasons({ partnerId }: { partnerId: string }) {
  const { t } = useTranslation()
  const { dayOf } = useClock()
  const [asking, setAsking] = useState(false)
  const { data, error, refetch } = useQuery(ratingQuery(partnerId))
  if (data === undefined && error !== null)
    return <ErrorState what={t('classification.failed')} problem={problemOf(error)} onRetry={() => void refetch()} />
  if (data === undefined) return <SkeletonRows shown />
  const rated = data.ratedAt
  return (
    <Section
      title={t('classification.reasons')}
      note={
        rated === null
          ? t('classification.policyOnly', { no: data.policy.no })
          : t('classification.policyLine', { no: data.policy.no, date: dayOf(rated) })
      }
      act={
        data.can.includes('engagement:override') && data.waiting === null ? (
          <button type="button" className="plain-button link-button" onClick={() => setAsking(true)}>
            {t('classification.askOverride')}
          </button>
        ) : undefined
      }
    >
      <Waiting partnerId={partnerId} waiting={data.waiting} />
      <Engagements partnerId={partnerId} data={data} />
      <OverrideRequest
        partnerId={partnerId}
        opened={asking}
        onClose={() => setAsking(false)}
        current={data.effective}
      />
    </Section>
  )
}

function Engagements({ partnerId, data }: { partnerId: string; data: PartnerRating }) {
  const { t } = useTranslation()
  const mayEdit = data.can.includes('engagement:update')
  const add = mayEdit && (
    <Button component={Link} to={`/partners/${partnerId}/engagements/new`}>
      {t('classification.addEngagement')}
    </Button>
  )
  if (data.engagements.length === 0)
    return (
      <>
        {data.triage !== null && (
          <p className="sum-line">
            <RiskTag level={levelOf(data.effective)} filled />
            {t('classification.provisional')}
          </p>
        )}
        <EmptyState text={t('classification.unrated')} act={add} />
      </>
    )
  return (
    <>
      {data.engagements.map(({ id, purpose, decides, rating }) => (
        <div key={id}>
          <p className="reason-note">
            {mayEdit ? (
              <Link to="/engagements/$id" params={{ id }}>
                {purpose}
              </Link>
            ) : (
              purpose
            )}
            {decides && data.engagements.length > 1 && ` ・ ${t('classification.decides')}`}
          </p>
          <ReasonTable rating={rating} />
          <SumLine rating={rating} override={decides ? data.override : null} />
          <Hints rating={rating} />
        </div>
      ))}
      {add}
    </>
  )
}

function Hints({ rating }: { rating: PartnerRating['engagements'][number]['rating'] }) {
  const { t } = useTranslation()
  const { profile, star } = rating
  return (
    <>
      <p className="reason-note">
        {t('classification.star', { star: star.star })}
        {star.reasons.length > 0 && `：${star.reasons.join('・')}`}。{star.note}
      </p>
      {profile !== null && (
        <p className="reason-note">
          {t('classification.proposal', { level: `R${profile.level}`, months: profile.auditMonths })}
          {!profile.binds && t('classification.proposalFree')}：{profile.reason}
        </p>
      )}
    </>
  )
}

function Waiting({ partnerId, waiting }: { partnerId: string; waiting: PartnerRating['waiting'] }) {
  const { t } = useTranslation()
  const { day } = useClock()
  const client = useQueryClient()
  const withdraw = useMutation({
    mutationFn: (override: { id: string; version: number }) =>
      body(
        api.POST('/api/v1/overrides/{id}/withdraw', {
          params: { path: { id: override.id } },
          headers: ifMatch(override.version),
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ratingQuery(partnerId).queryKey })
      showNotice(t('classification.withdrawn'))
    },
  })
  if (waiting === null) return null
  return (
    <Strip weight="wait">
      {t('classification.waiting', {
        level: `R${waiting.level}`,
        date: day(waiting.expiresOn),
      })}{' '}
      <button type="button" className="plain-button link-button" onClick={() => withdraw.mutate(waiting)}>
        {t('classification.withdraw')}
      </button>
    </Strip>
  )
}
