import { z } from 'zod'
import {
  documentHead,
  fiveLanguageText,
  Key,
  localisedText,
  PlainDateText,
  type ProblemWords,
  parseDocument,
  problemAt,
  TimeZone,
} from './document.contract.ts'

const OVERSEAS_FACTORS = ['geopolitical', 'legal', 'infrastructure', 'background-check', 'time-zone'] as const

const FactorValue = z.strictObject({
  factor: z.enum(OVERSEAS_FACTORS).describe('Which of the five overseas factors the value belongs to.'),
  points: z.int().min(0).max(3).describe('Start value; all factors together are capped by the policy.'),
  reason: Key.describe('Key of the reason shown beside the value.'),
})

const Country = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .describe('ISO 3166-1 code of the country or region.'),
  name: fiveLanguageText(40).describe('Name of the country or region.'),
  zones: z.array(TimeZone).min(1).max(6).describe('IANA time zones, the most usual first.'),
  overseas: z.array(FactorValue).max(5).describe('Start values of the overseas factors.'),
})

export const Countries = z
  .strictObject({
    ...documentHead,
    status: z.literal('to-be-rechecked').describe('The values are a start and have to be checked by the user.'),
    recheckBy: PlainDateText.describe('Day by which a person should look at the values again.'),
    note: localisedText(300).describe('How the values are meant and what they are not.'),
    reasons: z
      .array(z.strictObject({ key: Key, text: localisedText(120).describe('Neutral reason for a start value.') }))
      .max(30)
      .describe('Reasons that start values refer to.'),
    countries: z.array(Country).min(1).max(260).describe('Countries and regions.'),
  })
  .superRefine((document, context) => {
    document.countries.forEach((country, index) => {
      if (document.countries.findIndex((other) => other.code === country.code) !== index)
        context.addIssue(
          problemAt(
            ['countries', index, 'code'],
            'country stands twice',
            '同じ国・地域が重複しています。',
            country.code,
          ),
        )
      country.overseas.forEach((value, place) => {
        if (!document.reasons.some((reason) => reason.key === value.reason))
          context.addIssue(
            problemAt(
              ['countries', index, 'overseas', place, 'reason'],
              'unknown reason',
              'この理由は reasons にありません。',
              value.reason,
            ),
          )
      })
    })
  })

/** Reads the country facts from the catalogue. */
export const parseCountries = (value: unknown, words?: ProblemWords) => parseDocument(Countries, value, words)
