// Which partners need me, out of all of them? For the security lead and procurement, every day.
import { Button, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format-number.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { listState } from '../../ui/list-state.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { BulkActs } from './BulkActs.tsx'
import { ListFacets } from './ListFacets.tsx'
import { ListFilters } from './ListFilters.tsx'
import { usePartnerColumns } from './partner-columns.tsx'
import { exportAddress, facetsQuery, listQuery } from './partner-queries.ts'
import { type PartnerSearch, without, withValue } from './partner-search.ts'
import { ViewTabs } from './ViewTabs.tsx'
import './partners.css'

const route = getRouteApi('/signed-in/partners')
const none: ReadonlySet<string> = new Set()

export function PartnersPage() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const router = useRouter()
  const [chosen, setChosen] = useState(none)
  const list = useQuery(listQuery(search))
  const facets = useQuery(facetsQuery(search))
  const columns = usePartnerColumns(search.columns)
  const go = (next: PartnerSearch) => {
    setChosen(none)
    void navigate({ search: next })
  }
  const rows = list.data?.items ?? []
  const can = list.data?.can ?? []
  const from = Number(search.at ?? '1')
  const next = list.data?.next
  const shown = facets.data
  const { matching } = shown ?? {}
  return (
    <>
      <PageHead
        title={t('partners.title')}
        note={shown && t('partners.count', { total: formatNumber(shown.total) })}
        acts={
          <>
            {can.includes('partner:intake') && (
              <Button component={Link} to="/partners/intake-links">
                {t('partners.intakeLinks')}
              </Button>
            )}
            {can.includes('partner:import') && (
              <Button component={Link} to="/imports">
                {t('partners.import')}
              </Button>
            )}
            <ExportMenu search={search} />
            {can.includes('partner:create') && (
              <Button component={Link} to="/partners/new" variant="filled">
                {t('partners.add')}
              </Button>
            )}
          </>
        }
      />
      <ViewTabs search={search} />
      <div className="with-facets">
        <ListFacets facets={shown} search={search} onGo={go} />
        <div>
          <ListFilters search={search} facets={shown} onGo={go} />
          <DataTable
            caption={t('partners.title')}
            rows={rows}
            idOf={(row) => row.id}
            nameOf={(row) => row.name}
            nameHeader={t('partners.one')}
            nameSortKey="reading"
            name={(row) => (
              <Link to="/partners/$id" params={{ id: row.id }}>
                {row.name}
              </Link>
            )}
            meta={(row) => [row.industryNote, row.address].filter((text) => text !== '').join(' ・ ')}
            columns={columns}
            sort={{ key: search.sort ?? 'reading', direction: 'ascending' }}
            onSort={(sort) => go(withValue(search, 'sort', sort.key))}
            selection={{
              ids: chosen,
              onChange: setChosen,
              bulk: <BulkActs ids={chosen} onDone={() => setChosen(none)} />,
            }}
            pager={{
              from,
              to: from + rows.length - 1,
              ...(matching === undefined ? {} : { total: matching }),
              ...(from > 1 ? { onPrevious: () => router.history.back() } : {}),
              ...(next
                ? {
                    onNext: () => void navigate({ search: { ...search, after: next, at: String(from + rows.length) } }),
                  }
                : {}),
            }}
            {...listState(list, t('partners.listFailed'), list.isFetching)}
            empty={
              shown?.total === 0 ? (
                <EmptyState
                  text={t('imports.partnersEmpty')}
                  act={
                    <Button component={Link} to="/imports/new" variant="filled">
                      {t('imports.partnersAct')}
                    </Button>
                  }
                />
              ) : (
                <EmptyState
                  text={t('partners.empty')}
                  act={<Button onClick={() => go(without({}, []))}>{t('partners.clear')}</Button>}
                />
              )
            }
          />
        </div>
      </div>
    </>
  )
}

function ExportMenu({ search }: { search: PartnerSearch }) {
  const { t } = useTranslation()
  const formats = [
    ['xlsx', 'exportXlsx'],
    ['csv', 'exportCsv'],
    ['csv-cp932', 'exportSjis'],
    ['pdf', 'exportPdf'],
  ] as const
  return (
    <Menu>
      <Menu.Target>
        <Button>{t('partners.export')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map(([format, text]) => (
          <Menu.Item key={format} component="a" href={exportAddress(search, format)} download>
            {t(`partners.${text}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
