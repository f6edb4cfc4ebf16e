// Which requests need me now? For the security lead, procurement and auditors.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format-number.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { type ActiveFilter, FilterChips } from '../../ui/FilterChips.tsx'
import { listState } from '../../ui/list-state.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { StageBar } from '../../ui/StageBar.tsx'
import { ViewTabs } from '../../ui/ViewTabs.tsx'
import { useAssessmentColumns } from './assessment-columns.tsx'
import { listQuery, statusQuery } from './assessment-queries.ts'
import { type AssessmentSearch, countsOf, VIEWS } from './assessment-search.ts'
import { numberOf } from './assessment-state.ts'
import './assessments.css'

const route = getRouteApi('/signed-in/assessments')
/** In the order a request goes through them; what is past its date stands beside those it belongs to. */
const STAGES = [
  { view: 'draft', weight: 'unknown' },
  { view: 'failed', weight: 'wait' },
  { view: 'waiting', weight: 'open' },
  { view: 'overdue', weight: 'wait' },
  { view: 'review', weight: 'wait' },
  { view: 'confirmed', weight: 'done' },
] as const
const calm = ['review', 'overdue', 'failed', 'draft'] as const

export function AssessmentsPage() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const router = useRouter()
  const list = useQuery(listQuery(search))
  const status = useQuery(statusQuery(search)).data
  const columns = useAssessmentColumns()
  const view = search.view ?? 'review'
  const rows = list.data?.items ?? []
  const next = list.data?.next
  const from = Number(search.at ?? '1')
  const counts = status === undefined ? undefined : countsOf(status)
  const go = (to: AssessmentSearch) => void navigate({ search: to })
  const { after: _after, at: _at, ...here } = search
  const active: ActiveFilter[] = []
  if (search.mine !== undefined) {
    const { mine: _mine, ...rest } = here
    active.push({ key: 'mine', label: t('assessments.mine'), onRemove: () => go(rest) })
  }
  if (search.partner !== undefined) {
    const { partner: _partner, ...rest } = here
    active.push({
      key: 'partner',
      label: rows[0]?.partnerName ?? t('assessments.ofPartner'),
      onRemove: () => go(rest),
    })
  }
  return (
    <>
      <PageHead
        title={t('assessments.title')}
        note={status && t('assessments.count', { count: formatNumber(status.total) })}
        acts={
          list.data?.can.includes('assessment:ask') ? (
            <Button component={Link} to="/assessments/new" variant="filled">
              {t('assessments.add')}
            </Button>
          ) : undefined
        }
      />
      {counts && (
        <StageBar
          label={t('assessments.standing')}
          stages={STAGES.map(({ view: key, weight }) => ({
            key,
            weight: counts[key] === 0 && weight === 'wait' ? 'open' : weight,
            label: t(`assessments.views.${key}`),
            count: counts[key],
          }))}
          selected={view}
          onChoose={(key) => go({ ...here, view: VIEWS.find((each) => each === key) ?? 'review' })}
        />
      )}
      <ViewTabs
        views={VIEWS.map((key) => ({
          key,
          label: t(`assessments.views.${key}`),
          ...(counts === undefined ? {} : { count: counts[key] }),
        }))}
        value={view}
        onChange={(key) => go({ ...here, view: VIEWS.find((each) => each === key) ?? 'review' })}
      />
      <FilterChips
        active={active}
        choices={
          search.mine === undefined
            ? [
                {
                  key: 'owner',
                  label: t('assessments.owner'),
                  panel: (
                    <button
                      type="button"
                      className="plain-button link-button"
                      onClick={() => go({ ...here, mine: 'true' })}
                    >
                      {t('assessments.mine')}
                    </button>
                  ),
                },
              ]
            : []
        }
      />
      <DataTable
        caption={t('assessments.title')}
        rows={rows}
        idOf={(row) => row.id}
        nameOf={(row) => row.partnerName}
        nameHeader={t('assessments.partner')}
        name={(row) => (
          <Link to="/assessments/$id" params={{ id: row.id }}>
            {row.partnerName}
          </Link>
        )}
        meta={(row) => `${t('assessments.number', { no: numberOf(row.no) })}　${row.owner}`}
        columns={columns}
        pager={{
          from,
          to: from + rows.length - 1,
          ...(counts === undefined ? {} : { total: counts[view] }),
          ...(from > 1 ? { onPrevious: () => router.history.back() } : {}),
          ...(next ? { onNext: () => go({ ...search, after: next, at: String(from + rows.length) }) } : {}),
        }}
        {...listState(list, t('assessments.listFailed'), list.isFetching)}
        empty={<EmptyState text={t(`assessments.empty.${view}`)} good={calm.some((each) => each === view)} />}
      />
    </>
  )
}
