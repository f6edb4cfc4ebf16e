import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format-number.ts'
import { Section } from '../../ui/Section.tsx'
import type { Dashboard } from './dashboard.ts'

/** What is not urgent yet but will be: each line says why and opens its list. */
export function AlsoList({ data }: { data: Dashboard }) {
  const { t } = useTranslation()
  const lines = [
    { key: 'approvals', count: data.approvalsWaiting, to: '/approvals', search: {} },
    { key: 'unrated', count: data.unrated, to: '/triage', search: {} },
    { key: 'provisional', count: data.provisional, to: '/triage', search: { which: 'provisional' } },
    { key: 'evidence', count: data.evidenceExpiring, to: '/partners', search: { evidence: 'expiring' } },
  ] as const
  const shown = lines.filter((line) => line.count > 0)
  if (shown.length === 0) return null
  return (
    <Section title={t('today.next')}>
      <ul className="also-list">
        {shown.map(({ key, count, to, search }) => (
          <li key={key}>
            <span>
              <Link to={to} search={search}>
                {t(`today.${key}`)}
              </Link>
              <span className="meta">{t(`today.${key}Why`)}</span>
            </span>
            <b>{formatNumber(count)}</b>
          </li>
        ))}
      </ul>
    </Section>
  )
}
