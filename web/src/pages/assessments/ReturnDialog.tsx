import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { useClock } from '../../lib/clock.ts'
import { problemOf } from '../../lib/problem.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { showNotice } from '../../ui/undo-notice.tsx'
import { type Assessment, oneKey } from './assessment-queries.ts'

type Props = { assessment: Assessment; opened: boolean; onClose: () => void }

/** Gives the marked answers back with words and a date; accepted ones stay. */
export function ReturnDialog({ assessment, opened, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { today } = useClock()
  const [words, setWords] = useState('')
  const [deadline, setDeadline] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const { id, submissionNo } = assessment
  const marked = assessment.items.filter(({ review }) => review?.decision === 'returned')
  const give = useMutation({
    mutationFn: (on: string) =>
      body(
        api.POST('/api/v1/assessments/{id}/return', {
          params: { path: { id } },
          body: { words, deadline: on, submissionNo },
        }),
      ),
    onSuccess: async (seen) => {
      onClose()
      client.setQueryData(oneKey(id), seen)
      showNotice(t('assessments.review.returned'))
      await client.invalidateQueries({ queryKey: ['assessments', 'status'] })
    },
  })
  const press = () => {
    setTried(true)
    if (words.trim() !== '' && deadline !== null) give.mutate(deadline)
  }
  return (
    <Dialog opened={opened} onClose={onClose} title={t('assessments.review.returnTitle')}>
      <p>{t('assessments.review.returnText')}</p>
      <ul className="returned-list">
        {marked.map(({ key, label, review }) => (
          <li key={key}>
            <b>{label}</b>
            <span className="meta answer-words">{review?.comment}</span>
          </li>
        ))}
      </ul>
      <div className="form">
        <Textarea
          label={t('assessments.review.returnWords')}
          autosize
          minRows={2}
          maxLength={1000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          error={tried && words.trim() === '' ? t('assessments.review.needWords') : undefined}
        />
        <DateField
          id="returnDeadline"
          label={t('assessments.review.returnDeadline')}
          value={deadline}
          onChange={setDeadline}
          required
          earliest={today}
          {...(tried && deadline === null ? { error: t('assessments.review.needDate') } : {})}
        />
        {give.error && (
          <ErrorState
            what={t('assessments.review.returnFailed')}
            problem={problemOf(give.error)}
            safe={t('errors.inputKept')}
          />
        )}
        <div className="form-acts">
          <Button variant="filled" loading={give.isPending} onClick={press}>
            {t('assessments.review.returnAll', { count: marked.length })}
          </Button>
          <Button onClick={onClose}>{t('assessments.review.cancel')}</Button>
        </div>
      </div>
    </Dialog>
  )
}
