import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format-number.ts'
import { useUnitNames } from '../../lib/unit-names.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { PlainTable } from '../../ui/PlainTable.tsx'
import { Section } from '../../ui/Section.tsx'
import type { Dashboard } from './dashboard.ts'

const STATES = ['open', 'submitted', 'returned', 'confirmed'] as const

/** Where the answers stand, in all and unit by unit; each figure opens its list. */
export function UnitProgress({ data }: { data: Dashboard }) {
  const { t } = useTranslation()
  const counts = STATES.map((state) => ({ state, count: data.states.find((each) => each.key === state)?.count ?? 0 }))
  const none = counts.every(({ count }) => count === 0)
  return (
    <Section title={t('today.progress')}>
      {none ? (
        <EmptyState text={t('today.progressNone')} act={<Link to="/partners">{t('today.progressOpen')}</Link>} />
      ) : (
        <>
          <ul className="progress-states">
            {counts.map(({ state, count }) => (
              <li key={state}>
                <Link to="/partners" search={{ state }}>
                  {t(`today.states.${state}`)} <b>{formatNumber(count)}</b>
                </Link>
              </li>
            ))}
            {data.answersOverdue > 0 && (
              <li>
                <Link to="/partners" search={{ overdue: 'true' }} className="stop-text">
                  {t('today.overdue')} <b>{formatNumber(data.answersOverdue)}</b>
                </Link>
              </li>
            )}
          </ul>
          {data.units.length > 0 && <UnitTable units={data.units} />}
        </>
      )}
    </Section>
  )
}

function UnitTable({ units }: { units: Dashboard['units'] }) {
  const { t } = useTranslation()
  const { wordOf } = useUnitNames()
  return (
    <PlainTable
      caption={t('today.progress')}
      heads={[
        t('today.unit'),
        { text: t('today.asked'), end: true },
        { text: t('today.answered'), end: true },
        { text: t('today.confirmed'), end: true },
        { text: t('today.overdue'), end: true },
      ]}
    >
      {units.map((unit) => (
        <tr key={unit.id}>
          <th scope="row">
            <Link to="/partners" search={{ unit: unit.id }}>
              {wordOf(unit.name)}
            </Link>
          </th>
          <td className="end">{formatNumber(unit.asked)}</td>
          <td className="end">{formatNumber(unit.answered)}</td>
          <td className="end">{formatNumber(unit.confirmed)}</td>
          <td className={`end${unit.overdue > 0 ? ' stop-text' : ''}`}>{formatNumber(unit.overdue)}</td>
        </tr>
      ))}
    </PlainTable>
  )
}
