import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { api, body } from '../../lib/api.ts'
import { formatDateFull } from '../../lib/format-date.ts'
import { useLocale } from '../../lib/locale.ts'
import { problemOf } from '../../lib/problem.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'

export type Sent = components['schemas']['SentAssessments']

type Props = {
  ids: readonly string[]
  byMail: number
  deadline: string | null
  opened: boolean
  onClose: () => void
  onSent: (sent: Sent) => void
}

/** Mail cannot be called back, so sending is confirmed once with what goes where. */
export function SendDialog({ ids, byMail, deadline, opened, onClose, onSent }: Props) {
  const { t } = useTranslation()
  const locale = useLocale()
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: () => body(api.POST('/api/v1/assessments/send', { body: { ids: [...ids] } })),
    onSuccess: async (sent) => {
      onSent(sent)
      await client.invalidateQueries({ queryKey: ['assessments'] })
      await client.invalidateQueries({ queryKey: ['partners'] })
    },
  })
  return (
    <Dialog opened={opened} onClose={onClose} title={t('assessments.send.confirmTitle')}>
      <p>
        {t('assessments.send.confirmText', { count: ids.length, mail: byMail, letter: ids.length - byMail })}
        {deadline !== null && t('assessments.send.confirmDue', { date: formatDateFull(deadline, locale) })}
      </p>
      {send.error && <ErrorState what={t('assessments.send.sendFailed')} problem={problemOf(send.error)} />}
      <div className="form-acts">
        <Button variant="filled" loading={send.isPending} onClick={() => send.mutate()}>
          {t('assessments.send.sendNow', { count: ids.length })}
        </Button>
        <Button onClick={onClose}>{t('assessments.send.cancel')}</Button>
      </div>
    </Dialog>
  )
}
