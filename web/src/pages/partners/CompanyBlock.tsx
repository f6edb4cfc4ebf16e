import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { useLocale } from '../../lib/locale.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Section } from '../../ui/Section.tsx'
import { entriesOf, PLAIN_FIELDS, type PlainField } from './partner-entries.ts'

const COUNTED: readonly PlainField[] = ['employees', 'capitalYen']

/** What is registered about a company; empty facts are left out, the whole form is one press away. */
export function CompanyBlock({ partner }: { partner: components['schemas']['Partner'] }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const entries = entriesOf(partner)
  const shown = (name: PlainField): string =>
    COUNTED.includes(name) ? Number(entries[name]).toLocaleString(locale) : entries[name]
  const filled = PLAIN_FIELDS.filter((name) => name !== 'name' && entries[name] !== '')
  const facts = filled.map((name) => ({ label: t(`partners.fields.${name}`), value: shown(name) }))
  const former = partner.formerNames.join('、')
  return (
    <Section title={t('partners.company')}>
      <Facts facts={former === '' ? facts : [...facts, { label: t('partners.formerNames'), value: former }]} />
    </Section>
  )
}
