import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { problemOf } from '../../lib/problem.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { showNotice } from '../../ui/undo-notice.tsx'
import type { Assessment } from './assessment-queries.ts'
import { ConsequenceList } from './Consequences.tsx'

type Props = { assessment: Assessment; opened: boolean; onClose: () => void }

/** Shown once more before it stands for ever. */
export function ConfirmDialog({ assessment, opened, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [note, setNote] = useState('')
  const { id, foreseen, partnerName, submissionNo } = assessment
  const confirm = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/assessments/{id}/confirm', {
          params: { path: { id } },
          body: { acceptRest: false, note, submissionNo },
        }),
      ),
    onSuccess: async () => {
      onClose()
      showNotice(t('assessments.review.confirmed'))
      await client.invalidateQueries({ queryKey: ['assessments'] })
      await client.invalidateQueries({ queryKey: ['partners'] })
    },
  })
  return (
    <Dialog opened={opened} onClose={onClose} title={t('assessments.review.confirmTitle')}>
      <p>
        {foreseen === null || foreseen.score === null || foreseen.band === null
          ? t('assessments.review.confirmUnrated', { name: partnerName })
          : t('assessments.review.confirmText', {
              name: partnerName,
              score: foreseen.score,
              band: `${foreseen.band} ${t(`scales.maturity.${foreseen.band}`)}`,
            })}
      </p>
      <ConsequenceList assessment={assessment} />
      <Textarea
        label={t('assessments.review.note')}
        autosize
        minRows={2}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {confirm.error && (
        <ErrorState
          what={t('assessments.review.confirmFailed')}
          problem={problemOf(confirm.error)}
          safe={t('errors.inputKept')}
        />
      )}
      <div className="form-acts">
        <Button variant="filled" loading={confirm.isPending} onClick={() => confirm.mutate()}>
          {t('assessments.review.confirm')}
        </Button>
        <Button onClick={onClose}>{t('assessments.review.cancel')}</Button>
      </div>
    </Dialog>
  )
}
