import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useClock } from '../../lib/clock.ts'
import { dayEnd } from '../../lib/day-start.ts'
import { levelOf } from '../../ui/levels.ts'
import { MaturityDots } from '../../ui/MaturityDots.tsx'
import { RiskTag } from '../../ui/RiskTag.tsx'
import { Signal } from '../../ui/Signal.tsx'
import { TimeLeft } from '../../ui/TimeLeft.tsx'
import type { Column } from '../../ui/table-types.ts'
import type { Row } from './assessment-queries.ts'
import { deliveryWeight, dueWeight, nextActOf, owing, weightOf, wordOf } from './assessment-state.ts'

/** Time left at the left, the act at the right. */
export const useAssessmentColumns = (): Column<Row>[] => {
  const { t } = useTranslation()
  const { now, today, zone, day } = useClock()
  return [
    {
      key: 'left',
      header: t('assessments.left'),
      cell: (row) =>
        row.deadline === null || !owing(row.state) ? (
          ''
        ) : (
          <TimeLeft
            dueAt={dayEnd(row.deadline, zone)}
            now={now}
            zone={zone}
            clock="day"
            weight={dueWeight(row.deadline, today)}
          />
        ),
    },
    { key: 'level', header: t('assessments.level'), cell: (row) => <RiskTag level={levelOf(row.level)} /> },
    { key: 'set', header: t('assessments.set'), phone: 'hidden', cell: (row) => row.set },
    {
      key: 'state',
      header: t('assessments.state'),
      cell: (row) => <Signal weight={weightOf(row.state)} word={t(`assessments.states.${wordOf(row)}`)} />,
    },
    {
      key: 'progress',
      header: t('assessments.progress'),
      align: 'end',
      cell: (row) => (row.state === 'draft' || row.shown === 0 ? '' : `${row.answered} / ${row.shown}`),
    },
    {
      key: 'due',
      header: t('assessments.due'),
      align: 'end',
      phone: 'hidden',
      cell: (row) => (row.deadline === null ? '' : day(row.deadline)),
    },
    {
      key: 'mail',
      header: t('assessments.mail'),
      phone: 'hidden',
      cell: (row) =>
        row.delivery === 'none' || !owing(row.state) ? (
          ''
        ) : (
          <Signal weight={deliveryWeight(row.delivery)} word={t(`assessments.deliveries.${row.delivery}`)} />
        ),
    },
    {
      key: 'result',
      header: t('assessments.result'),
      phone: 'hidden',
      cell: (row) =>
        row.band === null ? (
          ''
        ) : (
          <MaturityDots maturity={row.band} {...(row.scoreBp === null ? {} : { score: row.scoreBp })} />
        ),
    },
    {
      key: 'act',
      header: t('assessments.act'),
      align: 'end',
      cell: (row) => (
        <Link to="/assessments/$id" params={{ id: row.id }} className="row-act">
          {t(`assessments.acts.${nextActOf(row)}`)}
        </Link>
      ),
    },
  ]
}
