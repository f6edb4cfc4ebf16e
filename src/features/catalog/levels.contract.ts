import { z } from 'zod'
import { CONNECTION_KINDS } from '../../domain/risk/connection-bits.ts'
import {
  documentHead,
  Key,
  localisedText,
  PlainDateText,
  parseDocument,
  refuseRepeatedKeys,
  Source,
} from './document.contract.ts'

const RiskLevel = z.enum(['R0', 'R1', 'R2', 'R3', 'R4']).describe('Level of inherent risk, R0 acceptable to R4 top.')
const MaturityBand = z.enum(['M1', 'M2', 'M3', 'M4', 'M5']).describe('Maturity band, M1 not in place to M5 optimised.')
const Axis = z.enum(['low', 'mid', 'high'])
const months = (what: string) => z.int().min(1).max(120).describe(`${what}, in months.`)
const origin = {
  source: Source,
  effectiveFrom: PlainDateText.describe('First day on which this block applies.'),
}
const named = {
  label: localisedText(30).describe('Name shown to people.'),
  meaning: localisedText(200).describe('What it means, in one sentence.'),
}

const Factor = z.strictObject({
  key: Key,
  label: localisedText(30).describe('Name of the factor.'),
  question: localisedText(120).describe('The question a department answers to set the points.'),
  proposedFrom: z
    .enum(['answer', 'data', 'connections', 'fee', 'overseas', 'maturity', 'industry'])
    .describe('Facts that propose the points; "answer" leaves them to a person.'),
  points: z
    .array(
      z.strictObject({
        points: z.int().min(0).max(3).describe('Points that the answer gives.'),
        label: localisedText(30).describe('Short name of the answer.'),
        criteria: localisedText(160).describe('When the answer applies.'),
      }),
    )
    .min(2)
    .max(4)
    .describe('The answers from least to most.'),
})

const Scale = z
  .strictObject({
    ...origin,
    label: localisedText(30).describe('Name of the axis.'),
    factors: z.array(Factor).min(1).max(10).describe('Factors whose points are added.'),
    bounds: z
      .array(
        z.strictObject({
          band: Axis.describe('Place on the axis.'),
          from: z.int().min(0).max(99).describe('Fewest points of the place.'),
          to: z.int().min(0).max(99).describe('Most points of the place.'),
          label: localisedText(20).describe('Name of the place.'),
        }),
      )
      .length(3)
      .describe('Points that make low, middle and high, without gap or overlap.'),
  })
  .superRefine((scale, context) => {
    refuseRepeatedKeys(scale.factors, 'factors', context.addIssue.bind(context))
    const most = scale.factors.reduce(
      (sum, factor) => sum + Math.max(...factor.points.map((answer) => answer.points)),
      0,
    )
    scale.factors.forEach((factor, index) => {
      if (factor.points.some((answer, place) => answer.points !== place))
        context.addIssue({
          code: 'custom',
          path: ['factors', index, 'points'],
          message: 'points must rise from 0 by 1',
          input: factor.key,
        })
    })
    scale.bounds.forEach((bound, index) => {
      if (bound.from !== (scale.bounds[index - 1]?.to ?? -1) + 1 || bound.to < bound.from)
        context.addIssue({
          code: 'custom',
          path: ['bounds', index],
          message: 'bounds leave a gap or overlap',
          input: bound.band,
        })
    })
    if (scale.bounds[2]?.to !== most)
      context.addIssue({
        code: 'custom',
        path: ['bounds', 2, 'to'],
        message: `bounds end before ${most} points`,
        input: most,
      })
  })

const MatrixRow = z.tuple([z.int().min(0).max(4), z.int().min(0).max(4), z.int().min(0).max(4)])
const Matrix = z.strictObject({
  ...origin,
  grid: z
    .tuple([MatrixRow, MatrixRow, MatrixRow])
    .describe('Risk level by place: rows are impact low to high, columns are likelihood low to high.'),
})

const TriageQuestion = z.strictObject({
  key: z.enum(['connected', 'holds-data', 'stops-us']).describe('Which of the three questions it is.'),
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
          yes: z.array(Key).max(3).describe('Questions answered with yes.'),
          level: RiskLevel.describe('Provisional level for these answers.'),
        }),
      )
      .length(8)
      .describe('Provisional level for each combination of answers.'),
  })
  .refine((triage) => new Set(triage.outcomes.map((outcome) => [...outcome.yes].sort().join())).size === 8, {
    path: ['outcomes'],
    message: 'each combination of answers must stand exactly once',
  })

const step = (most: number, what: string) => z.int().min(0).max(most).describe(what)
const StepsFrom = (what: string) =>
  z
    .array(
      z.strictObject({
        atLeast: z.int().min(1).max(1e12).describe('Figure from which the points hold.'),
        points: step(3, 'Points from that figure on.'),
      }),
    )
    .min(1)
    .max(10)
    .describe(what)
const words = { label: localisedText(30).describe('Name shown to people.') }

const Facts = z
  .strictObject({
    ...origin,
    dataClasses: z
      .array(
        z.strictObject({
          key: Key,
          ...words,
          points: step(3, 'Points of the class.'),
          confidential: z.boolean().describe('Whether the class counts as confidential for the suggested star.'),
        }),
      )
      .min(1)
      .max(20)
      .describe('Classes of information a partner may hold.'),
    dataVolumes: z
      .array(z.strictObject({ key: Key, ...words, points: step(3, 'Points the volume adds.') }))
      .min(1)
      .max(10)
      .describe('How much information it is.'),
    personalCount: StepsFrom('Points by number of people whose data is held.'),
    connectionKinds: z
      .array(
        z.strictObject({
          kind: z.enum(CONNECTION_KINDS).describe('Kind of connection.'),
          ...words,
          points: step(3, 'Points of the kind.'),
        }),
      )
      .length(CONNECTION_KINDS.length)
      .describe('Kinds of connection.'),
    directions: z
      .array(
        z.strictObject({
          direction: z.enum(['inbound', 'outbound', 'both']).describe('Who starts the connection.'),
          ...words,
          points: step(3, 'Points the direction adds.'),
          entersUs: z.boolean().describe('Whether the partner comes into our systems.'),
        }),
      )
      .length(3)
      .describe('Directions, seen from us.'),
    alwaysOn: z
      .strictObject({
        points: step(3, 'Points that an always open connection adds.'),
        yes: localisedText(20).describe('Name of an always open connection.'),
        no: localisedText(20).describe('Name of a connection opened when needed.'),
      })
      .describe('Whether the connection is always open.'),
    yearlyFee: StepsFrom('Points by yearly fee in yen without tax.'),
    maturity: z
      .strictObject({
        M1: step(3, 'Points at M1.'),
        M2: step(3, 'Points at M2.'),
        M3: step(3, 'Points at M3.'),
        M4: step(3, 'Points at M4.'),
        M5: step(3, 'Points at M5.'),
        unassessed: step(3, 'Points while nothing is confirmed.'),
      })
      .describe('Points by confirmed maturity.'),
    otherIndustry: step(2, 'Points of an industry outside the list.'),
  })
  .superRefine((facts, context) => {
    const report = context.addIssue.bind(context)
    refuseRepeatedKeys(facts.dataClasses, 'dataClasses', report)
    refuseRepeatedKeys(facts.dataVolumes, 'dataVolumes', report)
    const twice = (list: 'connectionKinds' | 'directions', values: readonly string[]) => {
      const at = values.findIndex((value, index) => values.indexOf(value) !== index)
      if (at >= 0) report({ code: 'custom', path: [list, at], message: 'stands twice', input: values[at] })
    }
    twice(
      'connectionKinds',
      facts.connectionKinds.map((entry) => entry.kind),
    )
    twice(
      'directions',
      facts.directions.map((entry) => entry.direction),
    )
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

const Evaluation = z.strictObject({
  level: RiskLevel,
  atRenewal: z
    .boolean()
    .describe('Whether the evaluation belongs to the renewal of the contract, within the interval at most.'),
  intervalMonths: z
    .strictObject({
      unrated: months('Interval while no maturity is known'),
      M1: months('Interval at M1'),
      M2: months('Interval at M2'),
      M3: months('Interval at M3'),
      M4: months('Interval at M4'),
      M5: months('Interval at M5'),
    })
    .describe('Interval between evaluations by maturity band.'),
  method: localisedText(120).describe('How the evaluation is done.'),
  requestHours: z.number().min(0).max(80).describe('Estimated hours the partner spends on a full question set.'),
  items: z.int().min(1).max(500).describe('Number of items of the question set.'),
})

const DropReaction = z.strictObject({
  level: RiskLevel,
  dropPoints: z
    .int()
    .min(1)
    .max(100)
    .nullable()
    .describe('Fall of the score since the last confirmed result that starts a reaction; null when only events count.'),
  reaction: z
    .enum(['act-at-once', 'warn', 'ask-to-improve', 're-assess', 'serious-incident-only'])
    .describe('Kind of reaction.'),
  text: localisedText(120).describe('The reaction in words.'),
})

const Audit = z.strictObject({
  level: RiskLevel,
  intervalMonths: z
    .int()
    .min(1)
    .max(120)
    .nullable()
    .describe('Interval of audits in months; null for audits on an event only.'),
  method: localisedText(120).describe('How the audit is done.'),
  onSiteMonths: z.int().min(1).max(120).nullable().describe('Longest time between visits on site, in months.'),
  items: z.int().min(0).max(500).describe('Number of audit items.'),
  people: z.int().min(0).max(50).describe('Number of auditors.'),
  days: z.number().min(0).max(60).describe('Days on site or at work.'),
})

const Maturity = z.strictObject({
  ...origin,
  answerPoints: z
    .strictObject({
      done: z.literal(1).describe('Share of the weight for ○.'),
      partly: z.number().min(0).max(1).describe('Share of the weight for △.'),
      notYet: z.literal(0).describe('Share of the weight for × and for no answer.'),
    })
    .describe('Points of the answers; not applicable leaves the denominator.'),
  keyItemsBind: z.array(MaturityBand).max(5).describe('Bands that need evidence on the key items.'),
  bands: z
    .array(
      z.strictObject({
        band: MaturityBand,
        ...named,
        atLeastPercent: z.int().min(0).max(100).describe('Lowest score of the band, compared exactly.'),
        nextStepMonths: months('Time until the next check'),
        help: z.enum(['none', 'offered', 'active']).describe('How much help is given.'),
        decision: z.boolean().describe('Whether a person decides on the relationship.'),
        nextStep: localisedText(160).describe('The next step in words for the partner.'),
      }),
    )
    .length(5)
    .describe('Bands from highest to lowest.'),
})

const Review = z.strictObject({
  ...origin,
  samplePercent: z
    .number()
    .min(0)
    .max(100)
    .describe('Share of unchanged answers that still goes to a person, in percent.'),
  notApplicableFlagPercent: z
    .number()
    .min(0)
    .max(100)
    .describe('A larger share of not applicable answers is flagged, in percent.'),
  minutesPerItem: z
    .number()
    .min(0)
    .max(120)
    .describe('Estimated minutes a reviewer spends on one answer that needs a person.'),
  minutesPerRequest: z
    .number()
    .min(0)
    .max(480)
    .describe('Estimated minutes a reviewer spends on a request besides its answers.'),
})

const Certificate = z.strictObject({
  key: Key,
  label: localisedText(40).describe('Name of the certificate or declaration.'),
  selfDeclared: z.boolean().describe('Whether the company declares it by itself.'),
  replacesOverlap: z
    .boolean()
    .describe('Whether it replaces the overlapping part of questionnaire and visit, within its scope.'),
  check: localisedText(160).describe('What a person looks at.'),
})

export const LevelPolicy = z.strictObject({
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
  overrideMonths: months('Longest time an override of a level may last'),
  overseasCap: z.int().min(0).max(3).describe('Most points that all overseas factors give together.'),
  triage: Triage.describe('First-day placement by three questions.'),
  profiles: Profiles.describe('Proposals by industry and size.'),
  stars: Stars.describe('Suggested star of the voluntary SCS scheme.'),
  maturity: Maturity.describe('Score, bands and next steps.'),
  evaluations: z
    .strictObject({
      ...origin,
      lightUpToMonths: months('A cycle of at most this length asks only for changed answers and open actions'),
      fullQuestionnaireMonths: months('Longest time without a full questionnaire where cycles are light'),
      mailsPerRequest: z.number().min(0).max(50).describe('Estimated mails a request causes, reminders included.'),
      levels: z.array(Evaluation).length(5).describe('Evaluation by level.'),
      drops: z.array(DropReaction).length(5).describe('Reaction to a falling score by level.'),
    })
    .describe('Calendar of evaluations.'),
  audits: z
    .strictObject({
      ...origin,
      levels: z.array(Audit).length(5).describe('Audit by level.'),
      areas: z
        .array(
          z.strictObject({
            key: Key,
            label: localisedText(30).describe('Name of the area.'),
            items: z.int().min(1).max(100).describe('Number of items in a full audit.'),
          }),
        )
        .min(1)
        .max(12)
        .describe('Areas of a full audit.'),
    })
    .describe('Calendar of audits.'),
  review: Review.describe('Effort and sampling of reviews.'),
  candidates: z
    .strictObject({
      ...origin,
      checkSet: RiskLevel.describe('Question set for the check before a contract.'),
      comparedAtMost: z.int().min(1).max(20).describe('Most candidates compared with each other.'),
      requiredFor: z.array(RiskLevel).max(5).describe('Levels that need the check or an approved exception.'),
    })
    .describe('Check of candidates before a contract.'),
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

export type LevelPolicyDocument = z.infer<typeof LevelPolicy>

/** Reads the policy of levels, maturity, cycles and reviews from the catalogue. */
export const parseLevelPolicy = (value: unknown) => parseDocument(LevelPolicy, value)
