// What waits for my judgement? For everyone who asks for, approves or decides something.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { useClock } from '../../lib/clock.ts'
import { useWaitingApprovals } from '../../lib/waiting-approvals.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { listState } from '../../ui/list-state.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { Signal } from '../../ui/Signal.tsx'
import { ViewTabs } from '../../ui/ViewTabs.tsx'
import { stateWeight } from './approval-state.ts'

const queryOf = {
  mine: { state: 'open', mine: 'true', limit: 200 },
  open: { state: 'open', limit: 200 },
  closed: { state: 'closed', limit: 200 },
} as const

export function ApprovalsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const view = useSearch({ from: '/signed-in/approvals' }).view ?? 'mine'
  const waiting = useWaitingApprovals()
  const query = useQuery({
    queryKey: ['approvals', view],
    queryFn: () => body(api.GET('/api/v1/approvals', { params: { query: queryOf[view] } })),
  })
  const rows = query.data?.items ?? []
  const { moment } = useClock()
  return (
    <>
      <PageHead title={t('approvals.title')} note={t('approvals.count', { count: rows.length })} />
      <ViewTabs
        views={[
          { key: 'mine', label: t('approvals.views.mine'), count: waiting },
          { key: 'open', label: t('approvals.views.open') },
          { key: 'closed', label: t('approvals.views.closed') },
        ]}
        value={view}
        onChange={(key) =>
          navigate({ to: '/approvals', search: key === 'open' || key === 'closed' ? { view: key } : {} })
        }
      />
      <DataTable
        caption={t('approvals.title')}
        rows={rows}
        idOf={(row) => row.id}
        nameOf={(row) => row.title}
        nameHeader={t('approvals.subject')}
        name={(row) => (
          <Link to="/approvals/$id" params={{ id: row.id }}>
            {row.title}
          </Link>
        )}
        meta={(row) => row.partner?.name ?? null}
        columns={[
          {
            key: 'state',
            header: t('approvals.state'),
            cell: (row) => <Signal weight={stateWeight[row.state]} word={t(`approvals.states.${row.state}`)} />,
          },
          { key: 'askedBy', header: t('approvals.askedBy'), cell: (row) => row.askedBy?.name },
          { key: 'decider', header: t('approvals.decider'), cell: (row) => row.decider?.name },
          { key: 'askedAt', header: t('approvals.askedAt'), align: 'end', cell: (row) => moment(row.createdAt) },
          {
            key: 'expires',
            header: t('approvals.expires'),
            align: 'end',
            cell: (row) => (row.expiresAt === null ? '' : moment(row.expiresAt)),
          },
        ]}
        {...listState(query, t('approvals.loadFailed'))}
        empty={<EmptyState text={t(`approvals.empty.${view}`)} good={view === 'mine'} />}
      />
    </>
  )
}
