import type { FactorReason } from '../../domain/risk/factor-proposal.ts'
import { companySize } from '../../domain/risk/profile.ts'
import type { Contribution } from '../../domain/risk/rating.ts'
import { suggestStar } from '../../domain/risk/star.ts'
import type { Locale } from '../../platform/errors.ts'
import { bandNumber } from '../catalog/levels-mapping.service.ts'
import type { Policy } from '../catalog/read-policy.service.ts'
import { reasonsText, unansweredText } from './rating-words.service.ts'
import { levelNumber, type RatedEngagement } from './standing.service.ts'

type Axis = 'impact' | 'likelihood'

const contributionsOf = ({ rating }: RatedEngagement): readonly Contribution[] =>
  rating.ok ? [...rating.impact.contributions, ...rating.likelihood.contributions] : rating.contributions

const axisView = (policy: Policy, rated: RatedEngagement, axis: Axis, locale: Locale) => {
  const scale = policy.document[axis]
  const given = contributionsOf(rated)
  const factors = scale.factors.map(({ key, label, question, points }) => {
    const factor = policy.risk.factors.find((known) => known.key === key)
    const contribution = given.find((one) => one.factor === key)
    const proposal = rated.proposals.find((one) => one.factor === key)
    const because: readonly FactorReason[] = contribution?.because ?? proposal?.because ?? []
    const chosen = points.find((answer) => answer.points === contribution?.points)
    const facts = reasonsText(policy, because, locale)
    const answered = contribution?.origin === 'answered'
    return {
      key,
      label: label[locale],
      question: question[locale],
      answer:
        contribution === undefined
          ? unansweredText(locale)
          : answered || facts === ''
            ? (chosen?.label[locale] ?? '')
            : facts,
      reason: chosen?.criteria[locale] ?? '',
      points: contribution?.points ?? null,
      max: factor?.max ?? points.length - 1,
      origin: contribution?.origin ?? ('missing' as const),
      proposed: proposal?.points ?? null,
    }
  })
  const score = rated.rating.ok ? rated.rating[axis] : null
  return {
    label: scale.label[locale],
    points: factors.reduce((sum, factor) => sum + (factor.points ?? 0), 0),
    max: factors.reduce((sum, factor) => sum + factor.max, 0),
    band: score === null ? null : bandNumber(score.band),
    bandLabel: score === null ? '' : (scale.bounds.find((bound) => bound.band === score.band)?.label[locale] ?? ''),
    factors,
  }
}

const factorLabel = ({ document }: Policy, key: string, locale: Locale): string =>
  [...document.impact.factors, ...document.likelihood.factors].find((factor) => factor.key === key)?.label[locale] ??
  key

const SIZE = {
  large: { ja: '大企業', en: 'large company' },
  small: { ja: '中小企業', en: 'small company' },
} as const

const profileView = (policy: Policy, { profile, lifted, facts }: RatedEngagement, locale: Locale) => {
  if (profile === null) return null
  const industry = policy.industries.industries.find((entry) => entry.key === profile.profile.industry)
  const size = companySize(policy.risk, facts.employees)
  const proposal = policy.document.profiles.proposals.find(
    (entry) => entry.profileClass === industry?.profileClass && entry.size === profile.profile.size,
  )
  return {
    level: levelNumber(profile.profile.level),
    auditMonths: profile.profile.auditMonths,
    binds: profile.binds,
    lifts: lifted,
    industry: industry?.name[locale] ?? profile.profile.industry,
    size: profile.profile.size === 'any' || size === null ? '' : SIZE[size][locale],
    reason: proposal?.reason[locale] ?? '',
    supportedBy: profile.supportedBy.map((key) => factorLabel(policy, key, locale)),
  }
}

/** Explains one rated engagement in the reader's words: every factor with its answer and points, cell, floor and star. */
export const explainRating = (
  policy: Policy,
  rated: RatedEngagement,
  answers: Readonly<Record<string, number>>,
  locale: Locale,
) => {
  const { rating } = rated
  const star = suggestStar(policy.risk, rated.facts, answers)
  return {
    complete: rating.ok,
    missing: rating.ok ? [] : rating.factors.map((key) => factorLabel(policy, key, locale)),
    impact: axisView(policy, rated, 'impact', locale),
    likelihood: axisView(policy, rated, 'likelihood', locale),
    matrix: policy.document.matrix.grid,
    gridLevel: rating.ok ? levelNumber(rating.level) : null,
    level: rated.level === null ? null : levelNumber(rated.level),
    profile: profileView(policy, rated, locale),
    star: {
      star: star.star,
      reasons: policy.document.stars.rules.flatMap(({ key, reason }) =>
        star.because.includes(key) ? [reason[locale]] : [],
      ),
      note: policy.document.stars.note[locale],
    },
  }
}
