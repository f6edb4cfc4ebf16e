import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { industriesQuery } from './partner-queries.ts'

type Props = { value: string; onChange: (key: string) => void; error?: string }

const plain = (text: string) => text.normalize('NFKC').toLowerCase()

/** The industry by the list of the policy in force, found by either language and by the names ledgers use. */
export function IndustryField({ value, onChange, error }: Props) {
  const { t } = useTranslation()
  const { data, error: unread } = useQuery(industriesQuery)
  const listed = data?.items ?? []
  const words = new Map(listed.map(({ key, name, alsoCalled }) => [key, plain([name, ...alsoCalled].join(' '))]))
  const options = listed.map(({ key, name }) => ({ value: key, label: name }))
  // A code that the list no longer holds stays until somebody chooses another.
  if (value !== '' && !words.has(value)) options.push({ value, label: value })
  return (
    <Select
      id="industry"
      label={t('partners.fields.industry')}
      description={unread === null ? t('partners.industryHelp') : t('partners.industryUnread')}
      placeholder={t('partners.industryNone')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('partners.industryClear') }}
      nothingFoundMessage={t('partners.industryNotFound')}
      comboboxProps={{ withinPortal: false }}
      data={options}
      filter={({ options: offered, search }) =>
        offered.filter(
          (one) => 'value' in one && (words.get(one.value) ?? plain(one.value)).includes(plain(search.trim())),
        )
      }
      value={value === '' ? null : value}
      onChange={(key) => onChange(key ?? '')}
      {...(error === undefined ? {} : { error })}
    />
  )
}
