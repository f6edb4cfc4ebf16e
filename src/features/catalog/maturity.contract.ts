import { z } from 'zod'
import { Key, localisedText } from './document.contract.ts'
import { MaturityBand, months, named, origin } from './policy-block.contract.ts'

export const Maturity = z.strictObject({
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

export const Review = z.strictObject({
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

export const Certificate = z.strictObject({
  key: Key,
  label: localisedText(40).describe('Name of the certificate or declaration.'),
  selfDeclared: z.boolean().describe('Whether the company declares it by itself.'),
  replacesOverlap: z
    .boolean()
    .describe('Whether it replaces the overlapping part of questionnaire and visit, within its scope.'),
  check: localisedText(160).describe('What a person looks at.'),
})
