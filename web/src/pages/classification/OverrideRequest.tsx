import { NativeSelect, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FieldLabel } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { errorOf, useProblems } from '../../ui/form-problems.ts'
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
  const [expiresOn, setExpiresOn] = useState<string | null>(null)
  const [chosen, setChosen] = useState<Consenters>({ approverId: '', deciderId: '' })
  const consent = useQuery({ ...overrideConsentQuery, enabled: opened })
  const ask = useMutation({
    mutationFn: (lastDay: string) =>
      body(
        api.POST('/api/v1/partners/{id}/override', {
          params: { path: { id: partnerId } },
          body: {
            level: Number(level),
            reason,
            expiresOn: lastDay,
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
  const labels = { reason: t('classification.overrideReason'), expiresOn: t('classification.overrideUntilDay') }
  const [problems, setMissing] = useProblems(ask.error, labels)
  const submit = () => {
    const empty = [
      ...(reason.trim() === '' ? (['reason'] as const) : []),
      ...(expiresOn === null ? (['expiresOn'] as const) : []),
    ]
    setMissing(empty.map((id) => ({ id, message: t('common.required_field', { label: labels[id] }) })))
    if (empty.length === 0 && expiresOn !== null) ask.mutate(expiresOn)
  }
  const levels = ([0, 1, 2, 3, 4] as const).map((value) => ({
    value: String(value),
    label: `R${value} ${t(`scales.level.R${value}`)}`,
  }))
  return (
    <Dialog opened={opened} onClose={onClose} title={t('classification.overrideTitle')}>
      <Form
        onSubmit={submit}
        saving={ask}
        failed={t('common.saveFailed')}
        problems={problems}
        lead={<p>{t('classification.overrideHelp')}</p>}
        submit={t('classification.overrideSend')}
      >
        <NativeSelect
          label={<FieldLabel label={t('classification.overrideLevel')} required />}
          data={levels}
          value={level}
          onChange={(event) => setLevel(event.currentTarget.value)}
        />
        <Textarea
          id="reason"
          label={<FieldLabel label={labels.reason} required />}
          autosize
          minRows={3}
          maxLength={1000}
          aria-required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          {...errorOf(problems, 'reason')}
        />
        <DateField
          id="expiresOn"
          label={labels.expiresOn}
          required
          value={expiresOn}
          onChange={setExpiresOn}
          {...errorOf(problems, 'expiresOn')}
        />
        {consent.data !== undefined && <ConsenterFields consent={consent.data} chosen={chosen} onChange={setChosen} />}
      </Form>
    </Dialog>
  )
}
