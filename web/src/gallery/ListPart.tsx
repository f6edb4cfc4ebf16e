import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../lib/format-date.ts'
import { formatTimeLeft } from '../lib/format-time-left.ts'
import { useLocale } from '../lib/locale.ts'
import { useHiddenColumns } from '../ui/ColumnChoice.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { FacetBars } from '../ui/FacetBars.tsx'
import { FilterChips } from '../ui/FilterChips.tsx'
import { FilterSheet } from '../ui/FilterSheet.tsx'
import { MaturityDots } from '../ui/MaturityDots.tsx'
import { RiskMatrix } from '../ui/RiskMatrix.tsx'
import { RiskTag } from '../ui/RiskTag.tsx'
import { Signal } from '../ui/Signal.tsx'
import type { Sort } from '../ui/table-types.ts'
import { ViewTabs } from '../ui/ViewTabs.tsx'
import { cells, maturityCounts, now, rows, stateCounts, zone } from './samples.ts'

const nothing = () => undefined

export function ListPart() {
  const { t } = useTranslation()
  const locale = useLocale()
  const ja = locale === 'ja'
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(['1']))
  const [view, setView] = useState('all')
  const hidden = useHiddenColumns('gallery')
  const [sort, setSort] = useState<Sort>({ key: 'due', direction: 'ascending' })
  const word = new Map(stateCounts.map(([, weight, japanese, english]) => [weight, ja ? japanese : english]))
  return (
    <div className="with-facets">
      <div>
        <h2 className="visually-hidden">{t('common.filters')}</h2>
        <RiskMatrix cells={cells} selected={[{ impact: 3, likelihood: 2 }]} onToggle={nothing} />
        <FilterSheet active={1}>
          <FacetBars
            title={t('scales.maturityTitle')}
            selected={['M3']}
            onToggle={nothing}
            facets={maturityCounts.map(([maturity, count]) => ({
              key: maturity,
              count,
              label: <MaturityDots maturity={maturity} withWord />,
            }))}
          />
          <FacetBars
            title={ja ? '状態' : 'State'}
            selected={[]}
            onToggle={nothing}
            facets={stateCounts.map(([key, weight, japanese, english, count]) => ({
              key,
              count,
              label: <Signal weight={weight} word={ja ? japanese : english} />,
            }))}
          />
        </FilterSheet>
      </div>
      <div>
        <ViewTabs
          views={[
            { key: 'all', label: ja ? 'すべて' : 'All', count: 1284 },
            { key: 'mine', label: ja ? '担当する取引先' : 'My partners', count: 41 },
          ]}
          value={view}
          onChange={setView}
        />
        <FilterChips
          active={[
            {
              key: 'cell',
              label: ja ? '影響度 高 × 起こりやすさ 中（R3）' : 'Impact high × likelihood medium (R3)',
              onRemove: nothing,
            },
          ]}
          choices={[
            { key: 'unit', label: ja ? '部門' : 'Unit', panel: '…' },
            { key: 'kind', label: ja ? '種類' : 'Kind', panel: '…' },
          ]}
          shown={
            <>
              <b>{ja ? '41社' : '41'}</b> / {ja ? '1,284社' : '1,284 partners'}
            </>
          }
        />
        <DataTable
          caption={ja ? '取引先' : 'Partners'}
          rows={rows}
          idOf={(row) => row.id}
          nameOf={(row) => row.name}
          nameHeader={ja ? '取引先' : 'Partner'}
          nameSortKey="name"
          name={(row) => <Link to=".">{row.name}</Link>}
          meta={(row) => row.meta}
          sort={sort}
          onSort={setSort}
          columns={[
            {
              key: 'level',
              header: ja ? '水準' : 'Level',
              sortable: true,
              cell: (row) => <RiskTag level={row.level} {...(row.level === 'R4' ? { mark: 'floor' as const } : {})} />,
            },
            {
              key: 'maturity',
              header: t('scales.maturityTitle'),
              cell: (row) => <MaturityDots maturity={row.maturity} score={row.score} />,
            },
            {
              key: 'state',
              header: ja ? '状態' : 'State',
              cell: (row) => <Signal weight={row.weight} word={word.get(row.weight) ?? ''} />,
            },
            {
              key: 'due',
              header: ja ? '次の期限' : 'Next due',
              align: 'end',
              sortable: true,
              cell: (row) => formatDate(row.due, '2026-11-18', locale),
            },
            {
              key: 'left',
              header: ja ? '残り' : 'Left',
              headerHidden: true,
              cell: (row) => formatTimeLeft({ dueAt: row.dueAt, now, zone, clock: 'day', locale }),
            },
          ]}
          selection={{
            ids: chosen,
            onChange: setChosen,
            bulk: (
              <button type="button" className="plain-button link-button">
                {ja ? '評価を送る' : 'Send an assessment'}
              </button>
            ),
          }}
          hidden={hidden}
          pager={{ from: 1, to: 6, total: 41, onNext: nothing }}
          empty={null}
        />
      </div>
    </div>
  )
}
