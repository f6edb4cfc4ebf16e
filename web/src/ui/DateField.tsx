import { DatePickerInput } from '@mantine/dates'
import '@mantine/dates/styles.css'
import 'dayjs/locale/ja'
import { useTranslation } from 'react-i18next'
import { formatDateSpoken } from '../lib/format-date.ts'
import { useLocale } from '../lib/locale.ts'
import { FieldLabel } from './Field.tsx'

type Props = {
  id: string
  label: string
  value: string | null
  onChange: (date: string | null) => void
  help?: string
  error?: string
  required?: boolean
  earliest?: string
}

/** A day as 'YYYY-MM-DD', shown and chosen in the reader's own form. */
export function DateField({ id, label, value, onChange, help, error, required = false, earliest }: Props) {
  const { t } = useTranslation()
  const locale = useLocale()
  const ja = locale === 'ja'
  return (
    <DatePickerInput
      id={id}
      label={<FieldLabel label={label} required={required} />}
      value={value}
      onChange={onChange}
      locale={locale}
      valueFormat={ja ? 'YYYY年M月D日' : 'D MMM YYYY'}
      monthLabelFormat={ja ? 'YYYY年M月' : 'MMMM YYYY'}
      yearLabelFormat={ja ? 'YYYY年' : 'YYYY'}
      getDayAriaLabel={(date) => formatDateSpoken(date, locale)}
      popoverProps={{ withinPortal: false, withRoles: false }}
      ariaLabels={{
        previousMonth: t('controls.previousMonth'),
        nextMonth: t('controls.nextMonth'),
        previousYear: t('controls.previousYear'),
        nextYear: t('controls.nextYear'),
        previousDecade: t('controls.previousDecade'),
        nextDecade: t('controls.nextDecade'),
      }}
      {...(help === undefined ? {} : { description: help })}
      {...(error === undefined ? {} : { error })}
      {...(earliest === undefined ? {} : { minDate: earliest })}
    />
  )
}
