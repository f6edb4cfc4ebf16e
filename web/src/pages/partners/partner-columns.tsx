import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { useClock } from '../../lib/clock.ts'
import { daysBetween } from '../../lib/format-date.ts'
import { listed } from '../../lib/listed.ts'
import { useLocale } from '../../lib/locale.ts'
import { useUnitNames } from '../../lib/unit-names.ts'
import { levelOf, type Maturity } from '../../ui/levels.ts'
import { MaturityDots } from '../../ui/MaturityDots.tsx'
import { RiskTag } from '../../ui/RiskTag.tsx'
import { Signal, type Weight } from '../../ui/Signal.tsx'
import type { Column } from '../../ui/table-types.ts'
import { valuesOf } from './partner-search.ts'

export type ListRow = components['schemas']['PartnerList']['items'][number]
export const maturityOf = (maturity: number | null): Maturity | null =>
  maturity === null ? null : (`M${maturity}` as Maturity)

export const STATES = ['none', 'draft', 'sending', 'open', 'submitted', 'returned', 'confirmed', 'cancelled'] as const
export type State = (typeof STATES)[number]
const isState = (text: string): text is State => STATES.some((state) => state === text)
export const stateOf = (text: string): State => (isState(text) ? text : 'none')

const WEIGHTS: Record<State, Weight> = {
  none: 'unknown',
  draft: 'unknown',
  sending: 'open',
  open: 'open',
  submitted: 'open',
  returned: 'wait',
  confirmed: 'done',
  cancelled: 'unknown',
}
export const weightOf = (state: State): Weight => WEIGHTS[state]

/** The earlier of both dates a partner is waited for. */
export const dueOf = (row: { answerDue: string | null; nextDue: string | null }): string | null =>
  [row.answerDue, row.nextDue].filter((date) => date !== null).sort()[0] ?? null

export const CONNECTIONS = ['vpn', 'api', 'file_share', 'edi', 'cloud_storage'] as const
export const COLUMN_KEYS = ['level', 'maturity', 'state', 'due', 'left', 'connections', 'units', 'owners'] as const

/** The columns of the list, all of them or those the address names. */
export const usePartnerColumns = (chosen: string | undefined): Column<ListRow>[] => {
  const { t } = useTranslation()
  const locale = useLocale()
  const { wordOf } = useUnitNames()
  const { today, day, leftOf } = useClock()
  const wanted = valuesOf(chosen)
  const all: Column<ListRow>[] = [
    {
      key: 'level',
      header: t('partners.level'),
      sortable: true,
      cell: (row) => (
        <>
          <RiskTag level={levelOf(row.level)} {...(row.overridden ? { mark: 'override' as const } : {})} />
          {row.provisional && <span className="meta"> {t('partners.provisional')}</span>}
        </>
      ),
    },
    {
      key: 'maturity',
      header: t('scales.maturityTitle'),
      cell: (row) => (
        <MaturityDots maturity={maturityOf(row.maturity)} {...(row.scoreBp === null ? {} : { score: row.scoreBp })} />
      ),
    },
    {
      key: 'state',
      header: t('partners.state'),
      cell: (row) => {
        const state = stateOf(row.assessmentState)
        return <Signal weight={weightOf(state)} word={t(`partners.states.${state}`)} />
      },
    },
    {
      key: 'due',
      header: t('partners.due'),
      sortable: true,
      align: 'end',
      cell: (row) => {
        const due = dueOf(row)
        return due === null ? '' : day(due)
      },
    },
    {
      key: 'left',
      header: t('partners.left'),
      headerHidden: true,
      cell: (row) => {
        const due = dueOf(row)
        if (due === null) return ''
        return <span className={daysBetween(today, due) < 0 ? 'nowrap wait-text' : 'nowrap'}>{leftOf(due)}</span>
      },
    },
    {
      key: 'connections',
      header: t('partners.connections'),
      phone: 'hidden',
      cell: (row) =>
        CONNECTIONS.filter((kind) => row.connections.includes(kind))
          .map((kind) => t(`partners.connection.${kind}`))
          .join(' '),
    },
    {
      key: 'units',
      header: t('partners.units'),
      phone: 'hidden',
      cell: (row) => <span className="unit-names">{listed(row.units.map(wordOf), locale)}</span>,
    },
    {
      key: 'owners',
      header: t('partners.owners'),
      phone: 'hidden',
      cell: (row) => <span className="person-names">{row.owners.join(' ')}</span>,
    },
  ]
  return wanted.length === 0 ? all : all.filter((column) => wanted.includes(column.key))
}
