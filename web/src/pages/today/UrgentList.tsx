import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { dateIn, formatDate } from '../../lib/format-date.ts'
import { formatTimeLeft } from '../../lib/format-time-left.ts'
import { useLocale } from '../../lib/locale.ts'
import { useSession } from '../../lib/session.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Level } from '../../ui/levels.ts'
import { RiskTag } from '../../ui/RiskTag.tsx'
import { Section } from '../../ui/Section.tsx'
import { SignalShape } from '../../ui/Signal.tsx'
import type { UrgentRow } from './dashboard.ts'

/** How long, what and why, whose, one act: the lines that need someone. */
export function UrgentList({ rows }: { rows: UrgentRow[] }) {
  const { t } = useTranslation()
  return (
    <Section title={t('today.act')} note={t('today.item', { count: rows.length })}>
      {rows.length === 0 ? (
        <EmptyState good text={t('today.actNone')} />
      ) : (
        <ul className="urgent-list">
          {rows.map((row) => (
            <UrgentLine key={row.partnerId} row={row} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function UrgentLine({ row }: { row: UrgentRow }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const zone = useSession()?.organization.tz ?? 'Asia/Tokyo'
  const now = new Date().toISOString()
  const today = dateIn(now, zone)
  const isOver = row.due !== null && row.due < today
  return (
    <li className="urgent-row">
      <span className={`urgent-time${isOver ? ' wait' : ''}`}>
        <SignalShape weight={isOver ? 'wait' : 'open'} />
        {row.due === null ? '–' : formatTimeLeft({ dueAt: `${row.due}T14:59:00Z`, now, zone, clock: 'day', locale })}
      </span>
      <span className="urgent-what">
        <b>{t(`today.kind.${row.kind}`)}</b>
        <span className="meta">
          {t(`today.why.${row.kind}`)}
          {row.due !== null && ` · ${t('today.since', { date: formatDate(row.due, today, locale) })}`}
        </span>
      </span>
      <span className="urgent-who">
        <Link to="/partners/$id" params={{ id: row.partnerId }}>
          {row.name}
        </Link>
        <RiskTag level={row.level === null ? null : (`R${row.level}` as Level)} />
      </span>
      <Button component={Link} to={`/partners/${row.partnerId}`}>
        {t(`today.button.${row.kind}`)}
      </Button>
    </li>
  )
}
