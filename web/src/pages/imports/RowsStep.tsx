import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { formatNumber } from '../../lib/format-number.ts'
import { problemOf } from '../../lib/problem.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Section.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { ToggleChips } from '../../ui/ToggleChips.tsx'
import { showNotice } from '../../ui/undo-notice.tsx'
import { CommitFoot } from './CommitFoot.tsx'
import { FileNotes } from './FileNotes.tsx'
import { type Choice, type Import, type ImportRow, importQuery, OUTCOMES, rowsQuery } from './import-queries.ts'
import { firstFilter, type ImportSearch } from './import-step.ts'
import { RowEntry } from './RowEntry.tsx'
import { useOutcomeWord } from './use-outcome-word.ts'

type Decided = { row: number; choice: Choice }

/** What becomes of each row, with the reasons; rows in doubt are decided where they stand. */
export function RowsStep({ data, show }: { data: Import; show: ImportSearch['show'] }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const wordOf = useOutcomeWord(data.kind)
  const filter = show ?? firstFilter(data.counts)
  const list = useInfiniteQuery(rowsQuery(data.id, filter))
  const decide = useMutation({
    mutationFn: (decisions: Decided[]) =>
      body(api.POST('/api/v1/imports/{id}/decisions', { params: { path: { id: data.id } }, body: { decisions } })),
    onSuccess: async (next, decisions) => {
      client.setQueryData(importQuery(data.id).queryKey, next)
      await client.invalidateQueries({ queryKey: ['imports', data.id, 'rows'] })
      const [first] = decisions
      showNotice(
        decisions.length === 1 && first !== undefined
          ? t('imports.decided', { row: first.row })
          : t('imports.decidedMany', { count: decisions.length }),
      )
    },
  })
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const asked = rows.filter(({ outcome }) => outcome === 'ask')
  const { counts } = data
  const options = [
    ...OUTCOMES.filter((outcome) => counts[outcome] > 0 || outcome === filter).map((outcome) => ({
      key: outcome,
      label: `${wordOf(outcome)} ${formatNumber(counts[outcome])}`,
    })),
    { key: 'troubled' as const, label: t('imports.troubled') },
    { key: 'all' as const, label: `${t('imports.all')} ${formatNumber(counts.rows)}` },
  ]
  const toAll = (choice: Choice) => decide.mutate(asked.map(({ number }) => ({ row: number, choice })))
  const isAsked = (row: ImportRow) => row.outcome === 'ask' || (row.decision !== null && row.candidates.length > 0)
  return (
    <>
      <Section title={t('imports.rowsTitle')}>
        <div className="import-toggles">
          <ToggleChips
            label={t('imports.counts')}
            options={options}
            value={filter}
            onChange={(next) =>
              void navigate({ to: '/imports/$id', params: { id: data.id }, search: { step: 'rows', show: next } })
            }
          />
        </div>
        {decide.error !== null && <ErrorState what={t('imports.decideFailed')} problem={problemOf(decide.error)} />}
        {list.error !== null && (
          <ErrorState
            what={t('imports.rowsFailed')}
            problem={problemOf(list.error)}
            onRetry={() => void list.refetch()}
          />
        )}
        {list.isPending && <SkeletonRows shown />}
        {filter === 'ask' && asked.length > 1 && (
          <div className="import-bulk">
            <span>{t('imports.decideShown', { count: asked.length })}</span>
            <Button disabled={decide.isPending} onClick={() => toAll({ kind: 'new' })}>
              {t(data.kind === 'payees' ? 'imports.asNewPayee' : 'imports.asNew')}
            </Button>
            <Button disabled={decide.isPending} onClick={() => toAll({ kind: 'leaveOut' })}>
              {t('imports.leaveOut')}
            </Button>
          </div>
        )}
        {list.isSuccess && rows.length === 0 && (
          <EmptyState
            good={filter === 'ask' || filter === 'reject'}
            text={t(`imports.noRows.${filter === 'ask' || filter === 'reject' ? filter : 'any'}`)}
          />
        )}
        {rows.length > 0 && (
          <ul className="import-rows" aria-busy={decide.isPending || list.isFetching}>
            {rows.map((row) => (
              <RowEntry
                key={row.number}
                kind={data.kind}
                row={row}
                asked={isAsked(row)}
                busy={decide.isPending}
                onDecide={(choice) => decide.mutate([{ row: row.number, choice }])}
              />
            ))}
          </ul>
        )}
        {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('imports.more')}</Button>}
      </Section>
      <FileNotes data={data} />
      <CommitFoot data={data} />
    </>
  )
}
