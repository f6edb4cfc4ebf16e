import { useTranslation } from 'react-i18next'
import { ContributionBars } from '../../ui/ContributionBars.tsx'
import type { EngagementRating } from './queries.ts'
import './classification.css'

type Axis = EngagementRating['impact']

/** Every factor with its answer and its points, axis by axis. */
export function ReasonTable({ rating }: { rating: EngagementRating }) {
  const { t } = useTranslation()
  return (
    <table className="reason-table">
      <caption className="visually-hidden">{t('classification.reasons')}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('classification.factor')}</th>
          <th scope="col">{t('classification.answer')}</th>
          <th scope="col">{t('classification.points')}</th>
        </tr>
      </thead>
      <AxisRows axis={rating.impact} />
      <AxisRows axis={rating.likelihood} />
    </table>
  )
}

function AxisRows({ axis }: { axis: Axis }) {
  return (
    <tbody>
      <tr className="axis-row">
        <th scope="rowgroup" colSpan={2}>
          {axis.label}
        </th>
        <td className="end">
          <b>{axis.bandLabel}</b> {axis.points} / {axis.max}
        </td>
      </tr>
      {axis.factors.map((factor) => (
        <tr key={factor.key}>
          <th scope="row">{factor.label}</th>
          <td className="answer">{factor.answer}</td>
          <td className="end">
            {factor.points === null ? '–' : <ContributionBars value={factor.points} max={factor.max} />}
          </td>
        </tr>
      ))}
    </tbody>
  )
}
