// What needs me now, and where does the whole network stand? For the security lead and procurement, first thing in the morning.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useClock } from '../lib/clock.ts'
import { formatDateFull } from '../lib/format-date.ts'
import { formatNumber } from '../lib/format-number.ts'
import { useLocale } from '../lib/locale.ts'
import { problemOf } from '../lib/problem.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FacetBars } from '../ui/FacetBars.tsx'
import type { Grade, Level, Maturity } from '../ui/levels.ts'
import { MaturityDots } from '../ui/MaturityDots.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { RiskMatrix } from '../ui/RiskMatrix.tsx'
import { Section } from '../ui/Section.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { AlsoList } from './today/AlsoList.tsx'
import { type Dashboard, dashboardQuery, urgentCounts } from './today/dashboard.ts'
import { UnitProgress } from './today/UnitProgress.tsx'
import { UrgentList } from './today/UrgentList.tsx'
import './today/today.css'

export function TodayPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(dashboardQuery)
  if (data === undefined && error !== null) {
    return <ErrorState what={t('today.failed')} problem={problemOf(error)} onRetry={() => void refetch()} />
  }
  if (data === undefined) return <SkeletonRows shown />
  if (data.total === 0) {
    return (
      <>
        <PageHead title={t('today.title')} />
        <EmptyState
          text={t('today.emptyTitle')}
          act={
            <Button component={Link} to="/imports/new" variant="filled">
              {t('today.emptyAct')}
            </Button>
          }
        />
      </>
    )
  }
  return <Overview data={data} />
}

function Overview({ data }: { data: Dashboard }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { today } = useClock()
  const { overdue, review } = urgentCounts(data)
  return (
    <>
      <PageHead
        title={t('today.titleOn', { date: formatDateFull(today, locale) })}
        note={
          <>
            {t('today.summary', { total: formatNumber(data.total), urgent: formatNumber(overdue + review) })}
            {overdue > 0 && (
              <strong className="stop-text"> {t('today.summaryOverdue', { overdue: formatNumber(overdue) })}</strong>
            )}
          </>
        }
      />
      <div className="today-columns">
        <div>
          <UrgentList data={data} />
          <AlsoList data={data} />
          <UnitProgress data={data} />
        </div>
        <Distribution data={data} />
      </div>
    </>
  )
}

const MATURITY: readonly Maturity[] = ['M5', 'M4', 'M3', 'M2', 'M1']

function Distribution({ data }: { data: Dashboard }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const countOf = (counts: { key: string; count: number }[], key: string) =>
    counts.find((each) => each.key === key)?.count ?? 0
  const cells = data.matrix.flatMap((row, impact) =>
    row.map((level, likelihood) => ({
      impact: (impact + 1) as Grade,
      likelihood: (likelihood + 1) as Grade,
      level: `R${level}` as Level,
      count: countOf(data.cells, `${impact}${likelihood}`),
    })),
  )
  const facets = MATURITY.map((maturity) => ({
    key: maturity.slice(1),
    label: <MaturityDots maturity={maturity} withWord />,
    count: countOf(data.maturity, maturity.slice(1)),
  }))
  return (
    <Section title={t('today.distribution')} note={t('today.distributionNote')}>
      <div className="today-matrix">
        <RiskMatrix
          cells={cells}
          selected={[]}
          onToggle={({ impact, likelihood }) =>
            void navigate({ to: '/partners', search: { cell: `${impact - 1}${likelihood - 1}` } })
          }
        />
        <FacetBars
          title={t('today.maturity')}
          selected={[]}
          onToggle={(maturity) => void navigate({ to: '/partners', search: { maturity } })}
          facets={[...facets, { key: 'none', label: t('today.notAssessed'), count: countOf(data.maturity, 'none') }]}
        />
      </div>
    </Section>
  )
}
