import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { listed } from '../../lib/listed.ts'
import { useLocale } from '../../lib/locale.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Section } from '../../ui/Section.tsx'
import { entriesOf, PLAIN_FIELDS, type PlainField } from './partner-entries.ts'
import { industriesQuery } from './partner-queries.ts'

const COUNTED: readonly PlainField[] = ['employees', 'capitalYen']

/** What is registered about a company; empty facts are left out, the whole form is one press away. */
export function CompanyBlock({ partner }: { partner: components['schemas']['Partner'] }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const entries = entriesOf(partner)
  const shown = (name: PlainField): string => {
    if (name === 'country') return new Intl.DisplayNames(locale, { type: 'region' }).of(entries.country) ?? ''
    return COUNTED.includes(name) ? Number(entries[name]).toLocaleString(locale) : entries[name]
  }
  // The form asks for two letters; here the country stands by its name.
  const labelOf = (name: PlainField): string =>
    name === 'country' ? t('partners.countryName') : t(`partners.fields.${name}`)
  const filled = PLAIN_FIELDS.filter((name) => name !== 'name' && entries[name] !== '')
  const industries = useQuery(industriesQuery).data?.items ?? []
  const { industry } = partner
  const facts = [
    ...filled.map((name) => ({ label: labelOf(name), value: shown(name) })),
    ...(industry === null
      ? []
      : [
          {
            label: t('partners.fields.industry'),
            value: industries.find(({ key }) => key === industry)?.name ?? industry,
          },
        ]),
  ]
  const former = listed(partner.formerNames, locale)
  return (
    <Section title={t('partners.company')}>
      <Facts facts={former === '' ? facts : [...facts, { label: t('partners.formerNames'), value: former }]} />
    </Section>
  )
}
