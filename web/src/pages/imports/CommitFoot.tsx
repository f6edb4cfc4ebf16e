import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { formatNumber } from '../../lib/format-number.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { type Import, isComparison, rejectedAddress } from './import-queries.ts'

/** The act of the page, always in sight: what will be brought in and what stays out. */
export function CommitFoot({ data }: { data: Import }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { create, update, unchanged, ask, reject, rows } = data.counts
  const compares = isComparison(data.kind)
  const commit = useMutation({
    mutationFn: () => body(api.POST('/api/v1/imports/{id}/commit', { params: { path: { id: data.id } } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['imports'] })
      for (const queryKey of [['partners'], ['dashboard'], ['triage']]) void client.invalidateQueries({ queryKey })
      await navigate({ to: '/imports/$id', params: { id: data.id }, search: {} })
    },
  })
  const good = compares ? rows - ask - reject : create + update + unchanged
  const rest = ask + reject
  return (
    <div className="import-foot">
      {commit.error !== null && (
        <ErrorState what={t('imports.commitFailed')} problem={problemOf(commit.error)} safe={t('imports.commitSafe')} />
      )}
      <p role="status">
        {commit.isPending
          ? t('imports.committing')
          : good === 0
            ? t('imports.commitNone')
            : compares
              ? ''
              : t('imports.commitNote', { good: formatNumber(good) })}{' '}
        {rest > 0 && t('imports.commitRest', { ask: formatNumber(ask), reject: formatNumber(reject) })}
      </p>
      {rest > 0 && (
        <a href={rejectedAddress(data.id)} download>
          {t('imports.rejected')}
        </a>
      )}
      {good > 0 && (
        <Button variant="filled" loading={commit.isPending} onClick={() => commit.mutate()}>
          {t(compares ? 'imports.commitCompare' : 'imports.commit')}
        </Button>
      )}
    </div>
  )
}
