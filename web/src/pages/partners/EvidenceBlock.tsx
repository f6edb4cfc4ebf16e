import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { answer, api } from '../../lib/api.ts'
import { dateIn, formatDate } from '../../lib/format-date.ts'
import { useLocale } from '../../lib/locale.ts'
import { Section } from '../../ui/Section.tsx'
import { Signal, type Weight } from '../../ui/Signal.tsx'
import { ZONE } from './partner-columns.tsx'
import { RowForm } from './RowForm.tsx'

type Shelf = components['schemas']['EvidenceShelf']
type Kind = Shelf['items'][number]['kind']
const KINDS: readonly Kind[] = [
  'isms',
  'privacy_mark',
  'soc2',
  'iso27017',
  'jama_sheet',
  'scs',
  'security_action',
  'other',
]
const WEIGHTS: Record<Shelf['items'][number]['state'], Weight> = {
  valid: 'done',
  no_expiry: 'open',
  expiring: 'wait',
  expired: 'wait',
}

export function EvidenceBlock({ id, shelf, editable }: { id: string; shelf: Shelf; editable: boolean }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const today = dateIn(new Date().toISOString(), ZONE)
  const day = (date: string) => formatDate(date, today, locale)
  const stars = (item: Shelf['items'][number]) =>
    item.kind === 'security_action' || item.kind === 'scs' ? '★'.repeat(Number(item.grade)) : item.grade
  return (
    <Section title={t('partners.evidence')}>
      <ul className="plain-rows">
        {shelf.items.map((item) => (
          <li key={item.id}>
            <b>
              {t(`partners.evidenceKind.${item.kind}`)} {stars(item)}
            </b>
            <span>{item.number}</span>
            <span className="meta">{item.scope}</span>
            <span className="meta">
              {item.checkedOn === null
                ? t('partners.unchecked')
                : t('partners.checkedBy', { date: day(item.checkedOn), name: item.checkedBy ?? '' })}
            </span>
            <span className="row-end">
              {item.expiresOn !== null && `${day(item.expiresOn)} `}
              <Signal weight={WEIGHTS[item.state]} word={t(`partners.evidenceState.${item.state}`)} />
            </span>
          </li>
        ))}
        <li>
          <b>{t('partners.securityAction')}</b>
          <span>{shelf.securityAction[locale]}</span>
        </li>
      </ul>
      {editable && (
        <RowForm
          label={t('partners.addEvidence')}
          initial={{ kind: 'isms' }}
          fields={[
            {
              name: 'kind',
              label: t('partners.kind'),
              choices: KINDS.map((value) => ({ value, label: t(`partners.evidenceKind.${value}`) })),
            },
            { name: 'grade', label: t('partners.grade') },
            { name: 'number', label: t('partners.number') },
            { name: 'scope', label: t('partners.scope') },
            { name: 'policyUrl', label: t('partners.policyUrl') },
            { name: 'effectiveOn', label: t('partners.effectiveOn'), date: true },
            { name: 'expiresOn', label: t('partners.expiresOn'), date: true },
            { name: 'checkedOn', label: t('partners.checkedOn'), date: true },
          ]}
          save={({ kind, grade = '', number = '', scope = '', policyUrl = '', effectiveOn, expiresOn, checkedOn }) =>
            answer(
              api.POST('/api/v1/partners/{id}/evidence', {
                params: { path: { id } },
                body: {
                  kind: KINDS.find((each) => each === kind) ?? 'other',
                  grade: grade.normalize('NFKC').trim(),
                  number,
                  scope,
                  policyUrl,
                  effectiveOn: effectiveOn || null,
                  expiresOn: expiresOn || null,
                  checkedOn: checkedOn || null,
                },
              }),
            )
          }
        />
      )}
    </Section>
  )
}
