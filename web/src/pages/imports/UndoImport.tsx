import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { problemOf } from '../../lib/problem.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { type ImportSummary, importQuery, isComparison } from './import-queries.ts'

/** Takes a whole import back, after saying what cannot be taken back. */
export function UndoImport({ id, kind, fileName }: Pick<ImportSummary, 'id' | 'kind' | 'fileName'>) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const undo = useMutation({
    mutationFn: () => body(api.POST('/api/v1/imports/{id}/undo', { params: { path: { id } } })),
    onSuccess: async (next) => {
      setAsking(false)
      client.setQueryData(importQuery(id).queryKey, next)
      for (const queryKey of [['imports'], ['partners'], ['dashboard'], ['triage']])
        void client.invalidateQueries({ queryKey })
      await navigate({ to: '/imports/$id', params: { id }, search: {} })
    },
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        {t('imports.undo')}
        <span className="visually-hidden"> {fileName}</span>
      </Button>
      <Dialog opened={asking} onClose={() => setAsking(false)} title={t('imports.undoTitle')}>
        <p className="dialog-file">{fileName}</p>
        {isComparison(kind) ? (
          <p>{t('imports.undoCompared')}</p>
        ) : (
          <>
            <p>{t('imports.undoText')}</p>
            <p>{t('imports.undoKept')}</p>
          </>
        )}
        {undo.error !== null && <ErrorState what={t('imports.undoFailed')} problem={problemOf(undo.error)} />}
        <div className="form-acts">
          <Button variant="filled" loading={undo.isPending} onClick={() => undo.mutate()}>
            {t('imports.undoYes')}
          </Button>
          <Button onClick={() => setAsking(false)}>{t('imports.undoNo')}</Button>
        </div>
      </Dialog>
    </>
  )
}
