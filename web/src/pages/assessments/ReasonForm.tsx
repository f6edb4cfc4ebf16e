import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DateField } from '../../ui/DateField.tsx'
import { TextField } from '../../ui/Field.tsx'

type Props = {
  act: string
  warning?: string
  dateLabel?: string
  earliest?: string
  pending: boolean
  onCancel: () => void
  onDone: (reason: string, date: string) => void
}

/** An act that needs a reason, and perhaps a date; it opens in place. */
export function ReasonForm({ act, warning, dateLabel, earliest, pending, onCancel, onDone }: Props) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [date, setDate] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const lacksReason = reason.trim() === ''
  const lacksDate = dateLabel !== undefined && date === null
  return (
    <div className="form reason-form">
      {warning !== undefined && <p>{warning}</p>}
      {dateLabel !== undefined && (
        <DateField
          id="actDate"
          label={dateLabel}
          value={date}
          onChange={setDate}
          required
          {...(earliest === undefined ? {} : { earliest })}
          {...(tried && lacksDate ? { error: t('assessments.review.needDate') } : {})}
        />
      )}
      <TextField
        id="actReason"
        label={t('assessments.request.reason')}
        value={reason}
        onChange={setReason}
        maxLength={400}
        required
        {...(tried && lacksReason ? { error: t('assessments.request.reasonMissing') } : {})}
      />
      <div className="form-acts">
        <Button
          loading={pending}
          onClick={() => {
            setTried(true)
            if (!lacksReason && !lacksDate) onDone(reason, date ?? '')
          }}
        >
          {act}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {t('assessments.review.cancel')}
        </Button>
      </div>
    </div>
  )
}
