import { z } from 'zod'
import { PageCursor, PartnerFilter } from '../partners/partner.contract.ts'

const CHOICES = ['unrated', 'provisional', 'all'] as const

const answer = (what: string) => z.boolean().nullable().describe(`${what}; null = unknown`)
const questions = {
  connected: answer('Connected to our networks or systems'),
  sensitiveData: answer('Holds our confidential or personal data'),
  stopsWithinDay: answer('We stop within a day without it'),
}
const given = {
  connected: questions.connected.optional(),
  sensitiveData: questions.sensitiveData.optional(),
  stopsWithinDay: questions.stopsWithinDay.optional(),
}

export const TriageQuery = PartnerFilter.extend({
  only: z.enum(CHOICES).default('unrated').describe('Partners without a level, with a provisional one, or all'),
  after: PageCursor.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200).describe('Rows a page'),
})

const TriageRow = z.object({
  partnerId: z.uuid().describe('Partner'),
  code: z.string().nullable().describe('Own partner code'),
  name: z.string().describe('Name'),
  industryNote: z.string().describe('Industry'),
  country: z.string().describe('Country'),
  ...questions,
  level: z.number().int().min(0).max(4).nullable().describe('Level in force'),
  provisional: z.boolean().describe('From the triage only'),
})

export const TriageList = z
  .object({
    items: z.array(TriageRow),
    next: z.string().nullable().describe('Cursor of the next page'),
    can: z.array(z.string()).describe('Rights held'),
  })
  .meta({ id: 'TriageList' })

export const TriageBody = z.strictObject({
  answers: z
    .array(z.strictObject({ partnerId: z.uuid().describe('Partner'), ...given }))
    .min(1)
    .max(500)
    .describe('Answers by partner; a question left out stays as it is'),
})

export const TriageResult = z.object({ items: z.array(TriageRow) }).meta({ id: 'TriageResult' })

export const ApplyFilterBody = z.strictObject({
  filter: PartnerFilter.describe('Partners the answers are for'),
  only: z.enum(CHOICES).default('unrated').describe('Only partners without a level, with a provisional one, or all'),
  answers: z.strictObject(given).describe('The answers'),
  after: PageCursor.optional().describe('Cursor of the part before'),
})

export const ApplyFilterResult = z
  .object({
    applied: z.number().int().describe('Partners answered in this part'),
    next: z.string().nullable().describe('Cursor of the next part; null = done'),
  })
  .meta({ id: 'TriageApplied' })
