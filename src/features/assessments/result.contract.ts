import { z } from 'zod'

const Id = z.uuid().describe('Identifier')
export const Band = z.enum(['M1', 'M2', 'M3', 'M4', 'M5']).nullable()

export const AnswerCounts = z
  .object({
    done: z.number().int().describe('○'),
    partly: z.number().int().describe('△'),
    not: z.number().int().describe('×'),
    na: z.number().int().describe('－'),
    unanswered: z.number().int().describe('Not answered'),
    compensated: z.number().int().describe('Equivalent measure'),
  })
  .describe('Answers by kind')

export const AssessmentResult = z
  .object({
    id: Id,
    assessmentId: Id.describe('Request it came from'),
    itemSet: z.string().describe('Question set and version'),
    score: z.string().nullable().describe('Score cut to one decimal; null = not rateable'),
    scoreBp: z.number().int().nullable().describe('Score in hundredths'),
    band: Band.describe('Band'),
    bandName: z.string().nullable().describe('Band in words'),
    bandByScore: Band.describe('Band by the score alone'),
    cappedBy: z
      .array(z.object({ questionKey: z.string().describe('Question'), label: z.string().describe('Name') }))
      .describe('Key items without evidence'),
    manyNotApplicable: z.boolean().describe('Many answers "not applicable"'),
    breakdown: z
      .array(
        z.object({
          category: z.string().describe('Category'),
          title: z.string().describe('Name'),
          scoreBp: z.number().int().nullable().describe('Score in hundredths'),
          counts: AnswerCounts,
        }),
      )
      .describe('By category'),
    nextStep: z.string().nullable().describe('What happens next'),
    help: z.enum(['none', 'offered', 'active']).nullable().describe('Help'),
    steps: z
      .array(
        z.object({
          questionKey: z.string().describe('Question'),
          label: z.string().describe('Name'),
          scoreBpAfter: z.number().int().describe('Score afterwards'),
          bandAfter: z.string().describe('Band afterwards'),
          start: z
            .array(z.object({ minutes: z.number().int().describe('Minutes'), text: z.string().describe('Act') }))
            .describe('How to start'),
        }),
      )
      .describe('Cheapest next steps'),
    change: z
      .object({
        kind: z.enum(['first', 'not_comparable', 'steady', 'dropped']).describe('Kind'),
        basisPoints: z.number().int().nullable().describe('Change in hundredths'),
        reaction: z.string().nullable().describe('Reaction called for'),
        previousItemSet: z.string().nullable().describe('Set of the time before'),
      })
      .describe('Against last time'),
    level: z.number().int().nullable().describe('Level at confirmation'),
    ruleVersion: z.number().int().describe('Version of the rules'),
    confirmedOn: z.iso.date().describe('Confirmed on'),
    nextDue: z.iso.date().nullable().describe('Next evaluation'),
    nextDueProvisional: z.boolean().describe('Holidays of that year are not published yet'),
    note: z.string().describe('Note'),
  })
  .meta({ id: 'AssessmentResult' })

const { reaction: _reaction, ...ownChange } = AssessmentResult.shape.change.shape

/** What a partner sees of its own result: never our level of it, nor what we do about a falling score. */
export const OwnResult = AssessmentResult.omit({ level: true, change: true })
  .extend({ change: z.object(ownChange).describe('Against last time') })
  .meta({ id: 'OwnResult' })

export const ResultHistory = z
  .object({
    items: z.array(AssessmentResult),
    earlier: z
      .array(
        z.object({
          on: z.iso.date().describe('Day, or the first of the month or year'),
          precision: z.enum(['day', 'month', 'year']).describe('How exact the day is'),
          scoreBp: z.number().int().describe('Score in hundredths'),
        }),
      )
      .describe('Scores taken in from a register, oldest first'),
    bands: z
      .array(
        z.object({
          band: z.enum(['M1', 'M2', 'M3', 'M4', 'M5']).describe('Band'),
          from: z.number().describe('Lowest score in points'),
        }),
      )
      .describe('Bands in force, rising'),
  })
  .meta({ id: 'ResultHistory' })
export const HistoryQuery = z.strictObject({ partnerId: Id })
