import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { type Assessment, oneKey } from './assessment-queries.ts'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import { ReturnDialog } from './ReturnDialog.tsx'
import { decidedOf, sameAsBefore } from './review-progress.ts'

/** One primary act: what is missing first, then giving back, then confirming. */
export function ReviewActs({ assessment, onGoOn }: { assessment: Assessment; onGoOn: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [asking, setAsking] = useState<'confirm' | 'return'>()
  const { open, returned } = decidedOf(assessment.items)
  const same = sameAsBefore(assessment.items)
  const { id } = assessment
  const acceptSame = useMutation({
    mutationFn: () =>
      body(
        api.PUT('/api/v1/assessments/{id}/reviews', {
          params: { path: { id } },
          body: {
            decisions: same.map(({ key }) => ({
              questionKey: key,
              decision: 'accepted' as const,
              comment: '',
              until: null,
            })),
          },
        }),
      ),
    onSuccess: (seen) => client.setQueryData(oneKey(id), seen),
  })
  const close = () => setAsking(undefined)
  return (
    <div className="review-acts">
      {acceptSame.error && (
        <ErrorState what={t('assessments.review.saveFailed')} problem={problemOf(acceptSame.error)} />
      )}
      {open.length > 0 ? (
        <Button variant="filled" onClick={onGoOn}>
          {t('assessments.review.goOn', { count: open.length })}
        </Button>
      ) : returned.length > 0 ? (
        <Button variant="filled" onClick={() => setAsking('return')}>
          {t('assessments.review.returnAll', { count: returned.length })}
        </Button>
      ) : (
        <Button variant="filled" onClick={() => setAsking('confirm')}>
          {t('assessments.review.confirm')}
        </Button>
      )}
      {open.length > 0 && returned.length > 0 && (
        <Button onClick={() => setAsking('return')}>
          {t('assessments.review.returnAll', { count: returned.length })}
        </Button>
      )}
      {same.length > 0 && (
        <Button loading={acceptSame.isPending} onClick={() => acceptSame.mutate()}>
          {t('assessments.review.acceptSame', { count: same.length })}
        </Button>
      )}
      <ConfirmDialog assessment={assessment} opened={asking === 'confirm'} onClose={close} />
      <ReturnDialog assessment={assessment} opened={asking === 'return'} onClose={close} />
    </div>
  )
}
