import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { formatNumber } from '../../lib/format-number.ts'
import { problemOf } from '../../lib/problem.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Section.tsx'
import { Signal } from '../../ui/Signal.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { showNotice } from '../../ui/undo-notice.tsx'
import { findingsQuery } from './import-queries.ts'

type Mark = { findingId: string; state: 'open' | 'done' }

/** What a comparison showed, each finding marked once someone has dealt with it. */
export function FindingsList({ id }: { id: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const list = useInfiniteQuery(findingsQuery(id))
  const mark = useMutation({
    mutationFn: ({ findingId, state }: Mark) =>
      body(
        api.PUT('/api/v1/imports/{id}/findings/{findingId}', { params: { path: { id, findingId } }, body: { state } }),
      ),
    onSuccess: (saved) =>
      client.setQueryData(findingsQuery(id).queryKey, (data) =>
        data === undefined
          ? data
          : {
              ...data,
              pages: data.pages.map((page) => ({
                ...page,
                items: page.items.map((each) => (each.id === saved.id ? saved : each)),
              })),
            },
      ),
    onError: () => showNotice(t('imports.decideFailed')),
  })
  if (list.data === undefined && list.error !== null)
    return (
      <ErrorState
        what={t('imports.findingsFailed')}
        problem={problemOf(list.error)}
        onRetry={() => void list.refetch()}
      />
    )
  if (list.data === undefined) return <SkeletonRows shown />
  const findings = list.data.pages.flatMap(({ items }) => items)
  const open = findings.filter(({ state }) => state === 'open').length
  return (
    <Section title={t('imports.findingsTitle')} note={t('imports.findingsOpen', { total: formatNumber(open) })}>
      {findings.length === 0 && <EmptyState good text={t('imports.findingsNone')} />}
      <ul className="import-findings">
        {findings.map(({ id: findingId, partnerId, row, text, state }) => (
          <li key={findingId}>
            <Signal weight={state === 'open' ? 'wait' : 'done'} word={t(`imports.${state}`)} />
            <span>
              {partnerId === null ? (
                text
              ) : (
                <Link to="/partners/$id" params={{ id: partnerId }}>
                  {text}
                </Link>
              )}
              {row !== null && <span className="meta"> {t('imports.rowNumber', { row })}</span>}
            </span>
            <button
              type="button"
              className="plain-button link-button"
              onClick={() => mark.mutate({ findingId, state: state === 'open' ? 'done' : 'open' })}
            >
              {t(state === 'open' ? 'imports.findingDone' : 'imports.findingReopen')}
              <span className="visually-hidden"> {text}</span>
            </button>
          </li>
        ))}
      </ul>
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('imports.more')}</Button>}
    </Section>
  )
}
