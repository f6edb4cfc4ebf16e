import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { problemOf } from '../../lib/problem.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { FieldLabel } from '../../ui/Field.tsx'
import { showNotice } from '../../ui/undo-notice.tsx'
import { ConsenterFields, type Consenters } from './ConsenterFields.tsx'
import { overrideConsentQuery, ratingQuery } from './queries.ts'

type Props = { partnerId: string; opened: boolean; onClose: () => void; current: number | null }

/** Asks for another level with a reason and a last day; another person decides. */
export function OverrideRequest({ partnerId, opened, onClose, current }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [level, setLevel] = useState(String(current ?? 2))
  const [reason, setReason] = useState('')
  const [expiresOn, setExpiresOn] = useState('')
  const [chosen, setChosen] = useState<Consenters>({ approverId: '', deciderId: '' })
  const consent = useQuery({ ...overrideConsentQuery, enabled: opened })
  const ask = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/partners/{id}/override', {
          params: { path: { id: partnerId } },
          body: {
            level: Number(level),
            reason,
            expiresOn,
            ...(chosen.approverId === '' ? {} : { approverId: chosen.approverId }),
            ...(chosen.deciderId === '' ? {} : { deciderId: chosen.deciderId }),
          },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ratingQuery(partnerId).queryKey })
      showNotice(t('classification.overrideSent'))
      onClose()
    },
  })
  const levels = ([0, 1, 2, 3, 4] as const).map((value) => ({
    value: String(value),
    label: `R${value} ${t(`scales.level.R${value}`)}`,
  }))
  return (
    <Dialog opened={opened} onClose={onClose} title={t('classification.overrideTitle')}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          ask.mutate()
        }}
      >
        <p>{t('classification.overrideHelp')}</p>
        {ask.error !== null && <ErrorState what={t('common.saveFailed')} problem={problemOf(ask.error)} />}
        <NativeSelect
          label={<FieldLabel label={t('classification.overrideLevel')} required />}
          data={levels}
          value={level}
          onChange={(event) => setLevel(event.currentTarget.value)}
        />
        <Textarea
          label={<FieldLabel label={t('classification.overrideReason')} required />}
          autosize
          minRows={3}
          maxLength={1000}
          required
          withAsterisk={false}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TextInput
          label={<FieldLabel label={t('classification.overrideUntilDay')} required />}
          type="date"
          required
          withAsterisk={false}
          value={expiresOn}
          onChange={(event) => setExpiresOn(event.currentTarget.value)}
        />
        {consent.data !== undefined && <ConsenterFields consent={consent.data} chosen={chosen} onChange={setChosen} />}
        <div className="form-acts">
          <Button type="submit" variant="filled" loading={ask.isPending}>
            {t('classification.overrideSend')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
