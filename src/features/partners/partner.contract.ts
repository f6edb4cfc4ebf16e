import { z } from 'zod'
import { PARTNER_KINDS } from '../../domain/partner/kind.ts'
import { PARTNER_STAGES, STAGE_MOVES } from '../../domain/partner/stage.ts'
import { CONNECTION_KINDS } from '../../domain/risk/connection-bits.ts'

export const Id = z.uuid().describe('Identifier')
export const IdParams = z.strictObject({ id: Id })
const day = (what: string) => z.iso.date().nullable().describe(what)
const line = (max: number, what: string) => z.string().trim().max(max).describe(what)

const fields = {
  code: z.string().trim().min(1).max(60).nullable().describe('Own partner code (取引先コード)'),
  name: z.string().trim().min(1).max(200).describe('Name as registered'),
  reading: line(200, 'Reading of the name (フリガナ), for sorting'),
  nameEn: line(200, 'English name'),
  formerNames: z.array(z.string().trim().min(1).max(200)).max(20).describe('Earlier names'),
  corporateNumber: z
    .string()
    .trim()
    .max(30)
    .nullable()
    .describe('法人番号: 13 digits; none for foreign partners and sole traders'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .describe('Country, ISO 3166-1 alpha-2'),
  postalCode: line(20, 'Postal code'),
  address: line(300, 'Address'),
  industry: z.string().max(40).nullable().describe('Industry code of the catalogue'),
  industryNote: line(120, 'Industry as the ledger words it'),
  employees: z.number().int().min(0).max(10_000_000).nullable().describe('Number of employees'),
  capitalYen: z.number().int().min(0).max(1e15).nullable().describe('Capital in yen'),
  kind: z.enum(PARTNER_KINDS).describe('Kind of partner'),
  website: line(300, 'Web site'),
  tags: z.array(z.string().trim().min(1).max(40)).max(30).describe('Tags'),
  unitIds: z.array(Id).max(50).describe('Units that work with the partner'),
}

export const PartnerCreate = z.strictObject({
  code: fields.code.default(null),
  name: fields.name,
  reading: fields.reading.default(''),
  nameEn: fields.nameEn.default(''),
  formerNames: fields.formerNames.default([]),
  corporateNumber: fields.corporateNumber.default(null),
  country: fields.country.default('JP'),
  postalCode: fields.postalCode.default(''),
  address: fields.address.default(''),
  industry: fields.industry.default(null),
  industryNote: fields.industryNote.default(''),
  employees: fields.employees.default(null),
  capitalYen: fields.capitalYen.default(null),
  kind: fields.kind.default('contractor'),
  website: fields.website.default(''),
  tags: fields.tags.default([]),
  unitIds: fields.unitIds.default([]),
  stage: z.enum(['candidate', 'contracted']).default('contracted').describe('Stage at registration'),
})

export const PartnerUpdate = z.strictObject(fields).partial()

const Named = z.object({ id: Id, name: z.string().describe('Name') })

export const PartnerView = z
  .object({
    id: Id,
    version: z.number().int().describe('Version for If-Match'),
    ...fields,
    stage: z.enum(PARTNER_STAGES).describe('Stage of the relationship'),
    level: z
      .object({
        effective: z.number().int().min(0).max(4).nullable().describe('R0–R4 in force; null = not rated'),
        computed: z.number().int().min(0).max(4).nullable().describe('R0–R4 as computed'),
        provisional: z.boolean().describe('From the three-question triage only'),
        impact: z.number().int().min(0).max(2).nullable().describe('Impact band, 0 low to 2 high'),
        likelihood: z.number().int().min(0).max(2).nullable().describe('Likelihood band, 0 low to 2 high'),
      })
      .describe('Risk level'),
    maturity: z.number().int().min(1).max(5).nullable().describe('M1–M5 of the last confirmed answers'),
    scoreBp: z.number().int().nullable().describe('Score in hundredths of a point'),
    assessmentState: z.string().describe('State of the running assessment'),
    nextDue: day('Next evaluation'),
    answerDue: day('Date answers are due'),
    mergedInto: Id.nullable().describe('The partner that took over, when this one was a duplicate'),
    moves: z.array(z.enum(STAGE_MOVES)).describe('What can be done with the stage from here'),
    units: z.array(Named).describe('Units that work with the partner, by name'),
    assignees: z.array(Named).describe('People in charge'),
    counts: z
      .object({
        contacts: z.number().int().describe('Contacts in use'),
        evidence: z.number().int().describe('Certificates and declarations'),
        evidenceExpiring: z.number().int().describe('Of these, expired or expiring within 90 days'),
        subcontractors: z.number().int().describe('Direct sub-contractors'),
        notes: z.number().int().describe('Notes'),
      })
      .describe('How much is kept about the partner'),
    can: z.array(z.string()).describe('Rights held on this partner'),
  })
  .meta({ id: 'Partner' })

/** A place in a list holds the whole reading of a partner, which may be long. */
export const PageCursor = z.string().max(2_000).describe('Cursor of the page before')

const list = (values: readonly string[], what: string) =>
  z
    .string()
    .max(200)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values as [string, ...string[]])).max(20))
    .optional()
    .describe(`${what}; several separated by commas`)

export const PartnerFilter = z.strictObject({
  q: z.string().max(100).optional().describe('Name, reading, code or number; partial, kana- and ㈱-blind'),
  stage: list([...PARTNER_STAGES, 'live'], 'Stage; "live" is all but archived'),
  level: list(['0', '1', '2', '3', '4', 'unrated'], 'Risk level'),
  cell: list(
    ['00', '01', '02', '10', '11', '12', '20', '21', '22'],
    'Cell of the matrix: impact band, likelihood band',
  ),
  maturity: list(['1', '2', '3', '4', '5', 'none'], 'Maturity'),
  state: list(['none', 'draft', 'sending', 'open', 'submitted', 'returned', 'confirmed'], 'State of the assessment'),
  kind: list(PARTNER_KINDS, 'Kind of partner'),
  connection: list([...CONNECTION_KINDS, 'none'], 'Kind of connection, or none at all'),
  overseas: z.enum(['true', 'false']).optional().describe('Outside Japan'),
  unit: z.uuid().optional().describe('Unit that works with the partner'),
  mine: z.enum(['true']).optional().describe('Assigned to the reader'),
  tag: z.string().trim().min(1).max(40).optional().describe('Tag'),
  evidence: z
    .enum(['expiring', 'expired', 'ending'])
    .optional()
    .describe('A certificate or declaration expires within 90 days, or has expired'),
  overdue: z.enum(['true']).optional().describe('Answers or evaluation past due'),
})

export const PartnerListQuery = PartnerFilter.extend({
  sort: z.enum(['reading', 'level', 'due']).default('reading').describe('Order'),
  after: PageCursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Rows a page'),
})

export const PartnerRow = z.object({
  id: Id,
  version: z.number().int().describe('Version for If-Match'),
  code: z.string().nullable().describe('Own partner code'),
  name: z.string().describe('Name'),
  industryNote: z.string().describe('Industry'),
  industry: z.string().nullable().describe('Industry code'),
  country: z.string().describe('Country'),
  address: z.string().describe('Address'),
  kind: z.enum(PARTNER_KINDS).describe('Kind of partner'),
  stage: z.enum(PARTNER_STAGES).describe('Stage'),
  level: z.number().int().nullable().describe('Effective level'),
  provisional: z.boolean().describe('From triage only'),
  overridden: z.boolean().describe('Set by an approved override'),
  maturity: z.number().int().nullable().describe('Maturity'),
  scoreBp: z.number().int().nullable().describe('Score in hundredths of a point'),
  assessmentState: z.string().describe('State of the assessment'),
  nextDue: day('Next evaluation'),
  answerDue: day('Answers due'),
  connections: z.array(z.string()).describe('Kinds of connection'),
  units: z.array(z.string()).describe('Units that work with it'),
  owners: z.array(z.string()).describe('People in charge'),
})

export const PartnerList = z
  .object({
    items: z.array(PartnerRow),
    next: z.string().nullable().describe('Cursor of the next page'),
    can: z.array(z.string()).describe('Rights held'),
  })
  .meta({ id: 'PartnerList' })

const counts = (what: string) =>
  z.array(z.object({ key: z.string().describe('Value'), count: z.number().int().describe('Partners') })).describe(what)

export const PartnerFacets = z
  .object({
    total: z.number().int().describe('Partners in the reader’s scope'),
    matching: z.number().int().describe('Partners that pass the filter'),
    matrix: z
      .array(z.array(z.number().int().min(0).max(4).describe('Level')).describe('One impact band, likelihood rising'))
      .describe('Level of each cell of the matrix in force, impact rising; empty before a policy is published'),
    cells: counts('Matrix cells, impact and likelihood band'),
    levels: counts('Effective levels'),
    maturity: counts('Maturity'),
    states: counts('Assessment states'),
  })
  .meta({ id: 'PartnerFacets' })

export const TimelineQuery = z.strictObject({
  kind: z.enum(['partner', 'assessment', 'engagement', 'evidence', 'note']).optional().describe('Kind of event'),
  after: z.string().max(200).optional().describe('Cursor'),
  limit: z.coerce.number().int().min(1).max(100).default(30).describe('Rows a page'),
})
export const Timeline = z
  .object({
    items: z.array(
      z.object({
        id: Id,
        at: z.iso.datetime().describe('When'),
        kind: z.string().describe('Kind'),
        event: z.string().describe('Event'),
        params: z.record(z.string(), z.union([z.string(), z.number()])).describe('Values of the sentence'),
        by: z.string().nullable().describe('Who'),
      }),
    ),
    next: z.string().nullable().describe('Cursor of the next page'),
  })
  .meta({ id: 'Timeline' })
