import { LevelPolicy, type LevelPolicyDocument } from '../src/features/catalog/levels.contract.ts'
import { shippedDocuments } from '../src/features/catalog/shipped.service.ts'

type Scale = LevelPolicyDocument['impact']
type Points = Record<string, number>

/** The policy of levels that every organisation begins with. */
export const shippedPolicy = (): LevelPolicyDocument =>
  LevelPolicy.parse(shippedDocuments().find(({ kind }) => kind === 'levels')?.document)

const bandOf = ({ bounds }: Scale, points: number): number =>
  bounds.findIndex(({ from, to }) => points >= from && points <= to)

const sumOf = (points: Points): number => Object.values(points).reduce((sum, one) => sum + one, 0)

/** Gives an answer to each factor of an axis whose sum lies in the wanted place. */
const answersOf = (scale: Scale, band: number, overseasCap: number, random: () => number): Points => {
  const { from, to } = scale.bounds[band] ?? { from: 0, to: 0 }
  let left = from + Math.floor(random() * (to - from + 1))
  const first = Math.floor(random() * scale.factors.length)
  const answers: Points = {}
  for (const { key, points, proposedFrom } of [...scale.factors.slice(first), ...scale.factors.slice(0, first)]) {
    const most = points.length - 1
    answers[key] = Math.min(left, proposedFrom === 'overseas' ? Math.min(most, overseasCap) : most)
    left -= answers[key]
  }
  return answers
}

export type MakeAnswers = ReturnType<typeof answersUnder>

/** Makes the answers of an engagement that lands in a cell of the matrix, with the rating that follows from them. */
export const answersUnder =
  ({ impact, likelihood, matrix, overseasCap }: LevelPolicyDocument) =>
  (impactBand: number, likelihoodBand: number, random: () => number) => {
    const byImpact = answersOf(impact, impactBand, overseasCap, random)
    const byLikelihood = answersOf(likelihood, likelihoodBand, overseasCap, random)
    const [impactPoints, likelihoodPoints] = [sumOf(byImpact), sumOf(byLikelihood)]
    const cell = { impact: bandOf(impact, impactPoints), likelihood: bandOf(likelihood, likelihoodPoints) }
    return {
      ...cell,
      impactPoints,
      likelihoodPoints,
      answers: { ...byImpact, ...byLikelihood },
      level: matrix.grid[cell.impact]?.[cell.likelihood] ?? 0,
    }
  }
