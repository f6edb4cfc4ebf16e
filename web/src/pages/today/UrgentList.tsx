import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useClock } from '../../lib/clock.ts'
import { useLocale } from '../../lib/locale.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Level } from '../../ui/levels.ts'
import { RiskTag } from '../../ui/RiskTag.tsx'
import { Section } from '../../ui/Section.tsx'
import { SignalShape } from '../../ui/Signal.tsx'
import type { PartnerSearch } from '../partners/partner-search.ts'
import { type Dashboard, isOverdue, type UrgentRow, urgentCounts } from './dashboard.ts'

type Group = { key: 'overdue' | 'review'; rows: UrgentRow[]; count: number; search: PartnerSearch }

/** How long, what and why, whose, one act: what is overdue first, then what waits to be reviewed. */
export function UrgentList({ data }: { data: Dashboard }) {
  const { t } = useTranslation()
  const { overdue, review } = urgentCounts(data)
  const groups: Group[] = [
    { key: 'overdue', rows: data.urgent.filter(isOverdue), count: overdue, search: { overdue: 'true' } },
    {
      key: 'review',
      rows: data.urgent.filter((row) => !isOverdue(row)),
      count: review,
      search: { state: 'submitted' },
    },
  ]
  const shown = groups.filter((group) => group.count > 0)
  if (shown.length === 0)
    return (
      <Section title={t('today.act')}>
        <EmptyState good text={t('today.actNone')} />
      </Section>
    )
  return shown.map(({ key, rows, count, search }) => (
    <Section
      key={key}
      title={t(`today.groups.${key}`)}
      tone={key === 'overdue' ? 'stop' : 'plain'}
      note={t('today.item', { count })}
      {...(count > rows.length
        ? {
            act: (
              <Link to="/partners" search={search}>
                {t('today.actMore')}
              </Link>
            ),
          }
        : {})}
    >
      <ul className="urgent-list">
        {rows.map((row) => (
          <UrgentLine key={row.partnerId} row={row} />
        ))}
      </ul>
    </Section>
  ))
}

/** Where the act of a line is done: what was answered in its review, everything else on the partner's page. */
const addressOf = ({ kind, partnerId }: UrgentRow): string =>
  kind === 'review' ? `/assessments?view=review&partner=${partnerId}` : `/partners/${partnerId}`

function UrgentLine({ row }: { row: UrgentRow }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { today, day, leftOf } = useClock()
  const isOver = row.due !== null && row.due < today
  return (
    <li className="urgent-row">
      <span className={`urgent-time${isOver ? ' wait' : ''}`}>
        <SignalShape weight={isOver ? 'wait' : 'open'} />
        {row.due === null ? t('today.arrived') : leftOf(row.due)}
      </span>
      <span className="urgent-what">
        <b>{t(`today.kind.${row.kind}`)}</b>
        <span className="meta">
          {t(`today.why.${row.kind}`)}
          {row.due !== null && `${locale === 'ja' ? ' ・ ' : ' · '}${t('today.since', { date: day(row.due) })}`}
        </span>
      </span>
      <span className="urgent-who">
        <Link to="/partners/$id" params={{ id: row.partnerId }}>
          {row.name}
        </Link>
        <RiskTag level={row.level === null ? null : (`R${row.level}` as Level)} />
      </span>
      <Button component={Link} to={addressOf(row)}>
        {t(`today.button.${row.kind}`)}
        <span className="visually-hidden"> {row.name}</span>
      </Button>
    </li>
  )
}
