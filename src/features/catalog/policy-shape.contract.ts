import { z } from 'zod'
import { Audits, Candidates, Evaluations } from './cycles.contract.ts'
import { documentHead, Key, localisedText } from './document.contract.ts'
import { Facts } from './facts.contract.ts'
import { Certificate, Maturity, Review } from './maturity.contract.ts'
import { months, named, origin, RiskLevel } from './policy-block.contract.ts'
import { Scale } from './rating.contract.ts'

const MatrixRow = z.tuple([z.int().min(0).max(4), z.int().min(0).max(4), z.int().min(0).max(4)])
const Matrix = z.strictObject({
  ...origin,
  grid: z
    .tuple([MatrixRow, MatrixRow, MatrixRow])
    .describe('Risk level by place: rows are impact low to high, columns are likelihood low to high.'),
})

const TriageKey = z.enum(['connected', 'holds-data', 'stops-us']).describe('Which of the three questions it is.')
const TriageQuestion = z.strictObject({
  key: TriageKey,
  text: localisedText(120).describe('The question, answered with yes or no.'),
})
const Triage = z
  .strictObject({
    ...origin,
    questions: z
      .array(TriageQuestion)
      .length(3)
      .describe('Three questions that place a whole ledger on the first day.'),
    outcomes: z
      .array(
        z.strictObject({
          yes: z.array(TriageKey).max(3).describe('Questions answered with yes.'),
          level: RiskLevel.describe('Provisional level for these answers.'),
        }),
      )
      .length(8)
      .describe('Provisional level for each combination of answers.'),
  })
  .refine((triage) => new Set(triage.outcomes.map((outcome) => [...outcome.yes].sort().join())).size === 8, {
    path: ['outcomes'],
    message: 'each combination of answers must stand exactly once',
    params: { ja: '答えの組み合わせを、それぞれ一度だけ書いてください。' },
  })

const FactorAtLeast = z.strictObject({
  factor: Key.describe('Key of a factor of impact or likelihood.'),
  atLeast: z.int().min(1).max(3).describe('Fewest points of the factor.'),
})

const Profiles = z.strictObject({
  ...origin,
  largeAboveEmployees: z
    .int()
    .min(1)
    .max(1_000_000)
    .describe('A company with more employees than this counts as large.'),
  supportedBy: z.array(FactorAtLeast).min(1).max(10).describe('A proposal binds only where one of these holds.'),
  proposals: z
    .array(
      z.strictObject({
        profileClass: Key.describe('Class of industries.'),
        size: z.enum(['large', 'small', 'any']).describe('Size of the company.'),
        level: RiskLevel.describe('Proposed level of measures.'),
        auditIntervalMonths: months('Proposed interval of audits'),
        reason: localisedText(160).describe('What is typical for this kind of company.'),
      }),
    )
    .min(1)
    .max(60)
    .describe('Proposals by industry and size.'),
})

const Stars = z.strictObject({
  ...origin,
  note: localisedText(200).describe('What a suggested star is and is not.'),
  individualReview: z
    .strictObject({
      star: z.int().min(1).max(5).describe('A request at this star or above is looked at.'),
      connectionAtMost: z
        .int()
        .min(0)
        .max(3)
        .describe('Most points of connection for which the request stops for a person.'),
    })
    .describe('When a person looks at a request before it may go out.'),
  default: z.int().min(1).max(5).describe('Star suggested when no rule applies.'),
  rules: z
    .array(
      z.strictObject({
        key: Key,
        star: z.int().min(1).max(5).describe('Star suggested when all conditions hold.'),
        allOf: z.array(FactorAtLeast).min(1).max(5).describe('Conditions on factors of the engagement.'),
        partnerOwnIt: z.boolean().describe('Whether the data must also lie on the equipment of the partner.'),
        reason: localisedText(160).describe('Reason shown beside the suggestion.'),
      }),
    )
    .min(1)
    .max(20)
    .describe('Rules; the highest star wins.'),
})

const Approval = z.boolean().describe('Whether another person approves (承認) before the decision (決裁) is taken.')

/** Which judgements need consent, and how many people give it. */
const Consents = z.strictObject({
  override: z.strictObject({ approval: Approval }).describe('Another level for a partner than the one worked out.'),
  individualReview: z
    .strictObject({
      decision: z
        .boolean()
        .describe('Whether someone other than the person who asks decides; otherwise a recorded reason is enough.'),
      approval: Approval,
    })
    .describe('The heaviest questions for a partner that is not connected to us.'),
})

/** The parts of a policy of levels, each by itself. */
export const PolicyShape = z.strictObject({
  ...documentHead,
  riskLevels: z
    .array(z.strictObject({ level: RiskLevel, ...named }))
    .length(5)
    .describe('The five levels of risk.'),
  escalationLevels: z
    .array(z.strictObject({ level: z.enum(['E1', 'E2', 'E3', 'E4', 'E5']).describe('Level of escalation.'), ...named }))
    .length(5)
    .describe('The five levels of escalation.'),
  matrix: Matrix.describe('Grid of impact and likelihood.'),
  impact: Scale.describe('Impact of a loss at the partner on us.'),
  likelihood: Scale.describe('Likelihood of an attack through the partner.'),
  facts: Facts.describe('How facts on record propose the points of factors.'),
  consents: Consents.default({
    override: { approval: false },
    individualReview: { decision: true, approval: false },
  }).describe('Consents that are wanted; left out, the decision of one other person.'),
  overrideMonths: months('Longest time an override of a level may last'),
  overseasCap: z.int().min(0).max(3).describe('Most points that all overseas factors give together.'),
  triage: Triage.describe('First-day placement by three questions.'),
  profiles: Profiles.describe('Proposals by industry and size.'),
  stars: Stars.describe('Suggested star of the voluntary SCS scheme.'),
  maturity: Maturity.describe('Score, bands and next steps.'),
  evaluations: Evaluations.describe('Calendar of evaluations.'),
  audits: Audits.describe('Calendar of audits.'),
  review: Review.describe('Effort and sampling of reviews.'),
  candidates: Candidates.describe('Check of candidates before a contract.'),
  dates: z
    .strictObject({
      ...origin,
      roll: z.enum(['none', 'next', 'previous']).describe('Where evaluation and audit dates on closed days move.'),
      keepAnchorDay: z.boolean().describe('Whether a date clamped to the end of a month returns to its day.'),
      dayStartsAt: z.iso.time({ precision: -1 }).describe('Local time at which business-day steps take effect.'),
      bands: z
        .array(
          z.strictObject({
            key: Key,
            label: localisedText(20).describe('Name of the time band.'),
            from: z.iso.time({ precision: -1 }).describe('Local start.'),
            to: z.iso.time({ precision: -1 }).describe('Local end; before the start when it lies on the next day.'),
          }),
        )
        .min(1)
        .max(10)
        .describe('Time bands of open days; a closed day is one band of its own.'),
    })
    .describe('Rules of dates and time bands.'),
  certificates: z
    .strictObject({ ...origin, kinds: z.array(Certificate).min(1).max(40).describe('Kinds of existing evidence.') })
    .describe('Evidence to ask for before asking questions.'),
})
