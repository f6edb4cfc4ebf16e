import { Button, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { api, body } from '../../lib/api.ts'
import { useClock } from '../../lib/clock.ts'
import { problemOf } from '../../lib/problem.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Section.tsx'
import { Signal } from '../../ui/Signal.tsx'
import { showNotice } from '../../ui/undo-notice.tsx'
import { mergesQuery } from './partner-queries.ts'

type Merge = components['schemas']['PartnerMerges']['items'][number]

/** Which duplicates this partner took in, with the way back; nothing where there was none. */
export function MergesBlock({ id, name, editable }: { id: string; name: string; editable: boolean }) {
  const { t } = useTranslation()
  const merges = useQuery(mergesQuery(id))
  const { dayOf } = useClock()
  const items = merges.data?.items ?? []
  if (merges.error)
    return (
      <ErrorState
        what={t('partners.mergesFailed')}
        problem={problemOf(merges.error)}
        onRetry={() => void merges.refetch()}
      />
    )
  if (items.length === 0) return null
  return (
    <Section title={t('partners.merges')}>
      <ul className="plain-rows">
        {items.map((merge) => (
          <li key={merge.id}>
            <Link to="/partners/$id" params={{ id: merge.goneId }}>
              {merge.goneName}
            </Link>
            <span className="meta">
              {t('partners.mergedOn', { date: dayOf(merge.at), name: merge.by ?? t('partners.system') })}
            </span>
            <span className="row-end">
              {merge.undoneAt !== null && (
                <Signal weight="done" word={t('partners.undoneOn', { date: dayOf(merge.undoneAt) })} />
              )}
              {merge.undoneAt === null && editable && <UndoMerge merge={merge} id={id} name={name} />}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const MOVED = ['contacts', 'evidence', 'notes', 'timeline', 'subcontracts'] as const

/** Parts the two again, after saying what goes back and what stays. */
function UndoMerge({ merge, id, name }: { merge: Merge; id: string; name: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const undo = useMutation({
    mutationFn: () => body(api.POST('/api/v1/partner-merges/{id}/undo', { params: { path: { id: merge.id } } })),
    onSuccess: async () => {
      setAsking(false)
      showNotice(t('partners.mergeUndone', { name: merge.goneName }))
      for (const queryKey of [['partners'], ['dashboard'], ['assessments']]) void client.invalidateQueries({ queryKey })
      await client.invalidateQueries({ queryKey: mergesQuery(id).queryKey })
    },
  })
  const moved = MOVED.filter((key) => merge.moved[key] > 0)
  return (
    <>
      <button
        type="button"
        className="plain-button link-button"
        aria-label={t('partners.undoMergeOf', { name: merge.goneName })}
        onClick={() => setAsking(true)}
      >
        {t('partners.undoMerge')}
      </button>
      <Dialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('partners.undoMergeOf', { name: merge.goneName })}
      >
        <Stack gap="sm">
          <p>{t('partners.undoMergeText', { gone: merge.goneName, kept: name })}</p>
          {moved.length > 0 && (
            <div>
              <p>{t('partners.undoMergeMoves', { gone: merge.goneName })}</p>
              <ul className="merge-moves">
                {moved.map((key) => (
                  <li key={key}>{t(`partners.movedRows.${key}`, { count: merge.moved[key] })}</li>
                ))}
              </ul>
            </div>
          )}
          <p>{t('partners.undoMergeStays', { kept: name })}</p>
        </Stack>
        {undo.error !== null && <ErrorState what={t('partners.undoMergeFailed')} problem={problemOf(undo.error)} />}
        <div className="form-acts">
          <Button variant="filled" loading={undo.isPending} onClick={() => undo.mutate()}>
            {t('partners.undoMergeYes')}
          </Button>
          <Button onClick={() => setAsking(false)}>{t('partners.undoMergeNo')}</Button>
        </div>
      </Dialog>
    </>
  )
}
