import { useTranslation } from 'react-i18next'
import { useClock } from '../../lib/clock.ts'
import { levelOf } from '../../ui/levels.ts'
import { RiskTag } from '../../ui/RiskTag.tsx'
import type { EngagementRating, PartnerRating } from './queries.ts'

/** How the axes give the cell, the cell the level, and what lifts or overrides it. */
export function SumLine({ rating, override }: { rating: EngagementRating; override: PartnerRating['override'] }) {
  const { t } = useTranslation()
  const { day } = useClock()
  const { profile } = rating
  if (!rating.complete)
    return (
      <p className="sum-line">
        {t('classification.incomplete', { count: rating.missing.length, factors: rating.missing.join('・') })}
      </p>
    )
  return (
    <p className="sum-line">
      <SmallMatrix rating={rating} />
      <span>
        {t('classification.cell', { impact: rating.impact.bandLabel, likelihood: rating.likelihood.bandLabel })}
      </span>
      <RiskTag level={levelOf(rating.gridLevel)} filled />
      {profile?.lifts === true && (
        <>
          <span>
            → {t('classification.floor', { industry: profile.industry, size: profile.size && `・${profile.size}` })} →
          </span>
          <RiskTag level={levelOf(rating.level)} filled mark="floor" />
        </>
      )}
      {override !== null && (
        <>
          <span>
            →{' '}
            {t('classification.overrideUntil', {
              date: day(override.expiresOn),
              by: override.approvedBy ?? '',
            })}{' '}
            →
          </span>
          <RiskTag level={levelOf(override.level)} filled mark="override" />
        </>
      )}
    </p>
  )
}

const BANDS = [0, 1, 2] as const

/** The nine cells with the one the engagement falls into; the words beside it say the same. */
function SmallMatrix({ rating }: { rating: EngagementRating }) {
  const { matrix, impact, likelihood } = rating
  return (
    <span className="small-matrix" aria-hidden="true">
      {BANDS.toReversed().flatMap((band) =>
        BANDS.map((column) => {
          const isPlace = band === impact.band && column === likelihood.band
          return (
            <span key={`${band}${column}`} className={`r${matrix[band]?.[column] ?? 0}${isPlace ? ' place' : ''}`} />
          )
        }),
      )}
    </span>
  )
}
