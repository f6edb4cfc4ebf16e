import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format-number.ts'
import { Section } from '../../ui/Section.tsx'
import type { Dashboard } from './dashboard.ts'

/** What is not urgent yet but will be: each line says why and opens its list. */
export function AlsoList({ data }: { data: Dashboard }) {
  const { t } = useTranslation()
  const lines = [
    { key: 'approvals', count: data.approvalsWaiting, href: '/approvals' },
    { key: 'unrated', count: data.unrated, href: '/triage' },
    { key: 'provisional', count: data.provisional, href: '/triage?which=provisional' },
    { key: 'evidence', count: data.evidenceExpiring, href: '/partners?evidence=ending' },
  ] as const
  const shown = lines.filter((line) => line.count > 0)
  if (shown.length === 0) return null
  return (
    <Section title={t('today.next')}>
      <ul className="also-list">
        {shown.map(({ key, count, href }) => (
          <li key={key}>
            <b className="also-count">
              {t(`today.${key === 'approvals' ? 'item' : 'company'}`, { count, total: formatNumber(count) })}
            </b>
            <span className="also-what">
              <b>{t(`today.${key}`)}</b>
              <span className="meta">{t(`today.${key}Why`)}</span>
            </span>
            <Button component={Link} to={href}>
              {t(`today.${key}Act`)}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
