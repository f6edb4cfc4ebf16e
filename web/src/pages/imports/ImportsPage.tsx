// What has been brought in so far, by whom, and can it still be taken back? For whoever answers for the register.
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useClock } from '../../lib/clock.ts'
import { formatNumber } from '../../lib/format-number.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { listState } from '../../ui/list-state.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { Signal, type Weight } from '../../ui/Signal.tsx'
import { type ImportSummary, importsQuery, isComparison, OUTCOMES } from './import-queries.ts'
import { UndoImport } from './UndoImport.tsx'
import { useOutcomeWord } from './use-outcome-word.ts'
import './imports.css'

const WEIGHT: Record<ImportSummary['state'], Weight> = { preview: 'wait', committed: 'done', undone: 'open' }

export function ImportsPage() {
  const { t } = useTranslation()
  const { moment } = useClock()
  const list = useInfiniteQuery(importsQuery)
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const add = (
    <Button component={Link} to="/imports/new" variant="filled">
      {t('imports.add')}
    </Button>
  )
  return (
    <>
      <PageHead
        back={<Link to="/partners">{t('partners.backToList')}</Link>}
        title={t('imports.title')}
        note={t('imports.listNote')}
        {...(rows.length > 0 ? { acts: add } : {})}
      />
      <DataTable
        caption={t('imports.title')}
        rows={rows}
        idOf={(row) => row.id}
        nameOf={(row) => row.fileName}
        nameHeader={t('imports.file')}
        name={(row) => (
          <Link to="/imports/$id" params={{ id: row.id }} search={{}}>
            {row.fileName}
          </Link>
        )}
        meta={(row) => t(`imports.kinds.${row.kind}`)}
        columns={[
          {
            key: 'state',
            header: t('imports.state'),
            cell: (row) => <Signal weight={WEIGHT[row.state]} word={t(`imports.states.${row.state}`)} />,
          },
          { key: 'counts', header: t('imports.counts'), cell: (row) => <Counts row={row} /> },
          {
            key: 'rows',
            header: t('imports.rowsTotal'),
            align: 'end',
            phone: 'hidden',
            cell: (row) => formatNumber(row.counts.rows),
          },
          { key: 'by', header: t('imports.by'), cell: (row) => row.createdBy },
          {
            key: 'at',
            header: t('imports.at'),
            align: 'end',
            cell: (row) => moment(row.createdAt),
          },
          {
            key: 'undo',
            header: t('imports.undo'),
            headerHidden: true,
            align: 'end',
            cell: (row) => (row.state === 'committed' ? <UndoImport {...row} /> : null),
          },
        ]}
        {...listState(list, t('imports.listFailed'))}
        empty={<EmptyState text={t('imports.listEmpty')} act={add} />}
      />
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('imports.more')}</Button>}
    </>
  )
}

function Counts({ row: { kind, counts } }: { row: ImportSummary }) {
  const { t } = useTranslation()
  const wordOf = useOutcomeWord(kind)
  const parts = OUTCOMES.filter((outcome) => counts[outcome] > 0).map(
    (outcome) => `${wordOf(outcome)} ${formatNumber(counts[outcome])}`,
  )
  return isComparison(kind) && parts.length === 0 ? t('imports.findingsNone') : parts.join(' ・ ')
}
