import { z } from 'zod'
import { CONNECTION_KINDS } from '../../domain/risk/connection-bits.ts'

const Id = z.uuid().describe('Identifier')
export const PartnerParams = z.strictObject({ id: z.uuid().describe('Partner') })
export const EngagementParams = z.strictObject({ id: z.uuid().describe('Engagement') })
const Key = z
  .string()
  .max(48)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const line = (max: number, what: string) => z.string().trim().max(max).describe(what)
const amount = (max: number, what: string) => z.number().int().min(0).max(max).nullable().describe(what)

const Connection = z.strictObject({
  kind: z.enum(CONNECTION_KINDS).describe('Kind of connection'),
  asset: z.string().trim().min(1).max(120).describe('Our asset it leads to'),
  direction: z.enum(['inbound', 'outbound', 'both']).describe('Who starts it, seen from us'),
  alwaysOn: z.boolean().describe('Always open, or only when needed'),
  controls: line(300, 'Controls on it'),
  access: z.enum(['read', 'write', 'run', 'admin']).describe('What the partner may do there'),
})

const Concern = z.strictObject({
  kind: z
    .enum(['geopolitical', 'legal', 'infrastructure', 'background-check', 'time-zone'])
    .describe('Which overseas circumstance'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .describe('Country, ISO 3166-1 alpha-2'),
  points: z.number().int().min(0).max(3).describe('Points'),
  reason: z.string().trim().min(1).max(200).describe('Reason, in words'),
})

const fields = {
  unitId: z.uuid().nullable().describe('Department that gives the work'),
  purpose: z.string().trim().min(1).max(200).describe('What the work is for'),
  services: line(500, 'What the partner does'),
  contractRef: line(100, 'Number of the contract'),
  periodStart: z.iso.date().nullable().describe('First day'),
  periodEnd: z.iso.date().nullable().describe('Last day; null runs on'),
  yearlyFee: amount(1e13, 'Yearly fee in yen without tax'),
  dataClasses: z
    .array(Key.describe('Class of the policy'))
    .max(20)
    .nullable()
    .describe('Classes of information held; null = nobody has said'),
  dataVolume: Key.nullable().describe('How much information'),
  personalDataCount: amount(1e9, 'Number of people whose data is held'),
  onPartnerSystems: z.boolean().nullable().describe('Our data lies on the systems of the partner'),
  connections: z.array(Connection).max(50).nullable().describe('Connections; null = nobody has said, empty = none'),
  overseas: z.array(Concern).max(20).nullable().describe('Overseas circumstances; null = start values of the country'),
  answers: z
    .record(Key, z.number().int().min(0).max(3))
    .refine((answers) => Object.keys(answers).length <= 30, { message: 'too many factors' })
    .describe('Points a person chose, by factor'),
}

export const EngagementCreate = z.strictObject({
  unitId: fields.unitId.default(null),
  purpose: fields.purpose,
  services: fields.services.default(''),
  contractRef: fields.contractRef.default(''),
  periodStart: fields.periodStart.default(null),
  periodEnd: fields.periodEnd.default(null),
  yearlyFee: fields.yearlyFee.default(null),
  dataClasses: fields.dataClasses.default(null),
  dataVolume: fields.dataVolume.default(null),
  personalDataCount: fields.personalDataCount.default(null),
  onPartnerSystems: fields.onPartnerSystems.default(null),
  connections: fields.connections.default(null),
  overseas: fields.overseas.default(null),
  answers: fields.answers.default({}),
})

export const EngagementUpdate = z.strictObject(fields).partial()

const level = (what: string) => z.number().int().min(0).max(4).nullable().describe(what)

export const EngagementView = z
  .object({
    id: Id,
    version: z.number().int().describe('Version for If-Match'),
    partnerId: z.uuid().describe('Partner'),
    ...fields,
    unitName: z.string().nullable().describe('Name of the department'),
    state: z.enum(['planned', 'live', 'ended']).describe('Planned, running or ended'),
    level: level('R0–R4 as rated; null = incomplete'),
    ratedAt: z.iso.datetime().nullable().describe('When it was last rated'),
    can: z.array(z.string()).describe('Rights held'),
  })
  .meta({ id: 'Engagement' })

export const EngagementList = z
  .object({ items: z.array(EngagementView), can: z.array(z.string()).describe('Rights held') })
  .meta({ id: 'EngagementList' })

const text = (what: string) => z.string().describe(what)
const points = (what: string) => z.number().int().describe(what)

const FactorView = z.object({
  key: text('Factor of the policy'),
  label: text('Name of the factor'),
  question: text('The question behind it'),
  answer: text('The answer in words'),
  reason: text('Why these points, in words'),
  points: points('Points').nullable(),
  max: points('Most points'),
  origin: z.enum(['answered', 'proposed', 'missing']).describe('Chosen by a person, proposed from facts, or not known'),
  proposed: points('Points the facts propose').nullable(),
})

const AxisView = z.object({
  label: text('Name of the axis'),
  points: points('Sum'),
  max: points('Most points'),
  band: z.number().int().min(0).max(2).nullable().describe('0 low to 2 high; null while incomplete'),
  bandLabel: text('Name of the place'),
  factors: z.array(FactorView).describe('Factors with their contribution'),
})

export const EngagementRatingView = z
  .object({
    complete: z.boolean().describe('Whether all factors are known'),
    missing: z.array(text('Name of a factor')).describe('Factors nobody has answered yet'),
    impact: AxisView.describe('Impact'),
    likelihood: AxisView.describe('Likelihood'),
    matrix: z
      .array(z.array(z.number().int().min(0).max(4).describe('Level')).describe('One impact band, likelihood rising'))
      .describe('Level of each cell of the policy, impact rising'),
    gridLevel: level('Level of the cell'),
    level: level('Level with the floor of the profile'),
    profile: z
      .object({
        level: z.number().int().describe('Proposed level'),
        auditMonths: z.number().int().describe('Proposed interval of audits in months'),
        binds: z.boolean().describe('Whether it binds'),
        lifts: z.boolean().describe('Whether it lifts the level of the cell'),
        industry: text('Industry'),
        size: text('Size of the company'),
        reason: text('What is typical for such a company'),
        supportedBy: z.array(text('Name of a factor')).describe('Factors that make it bind'),
      })
      .nullable()
      .describe('Proposal by industry and size'),
    star: z
      .object({
        star: z.number().int().describe('Suggested star'),
        reasons: z.array(text('Reason')).describe('Reasons'),
        note: text('What a suggested star is and is not'),
      })
      .describe('Suggested star of the voluntary SCS scheme'),
  })
  .meta({ id: 'EngagementRating' })

const OverrideView = z.object({
  id: Id,
  version: z.number().int().describe('Version for If-Match'),
  level: z.number().int().min(0).max(4).describe('Level'),
  reason: text('Reason'),
  expiresOn: z.iso.date().describe('Last day'),
  state: z.enum(['asked', 'in_force']).describe('Waiting for consent, or in force'),
  askedBy: text('Who asked'),
  approvedBy: text('Who consented').nullable(),
})

export const RatingView = z
  .object({
    policy: z
      .object({
        id: Id,
        no: z.number().int().describe('Version of the policy'),
        effectiveFrom: z.iso.date().describe('In force since'),
        title: text('Title'),
      })
      .describe('Policy in force'),
    ratedAt: z.iso.datetime().nullable().describe('When the level was last worked out'),
    kind: z.enum(['rated', 'provisional', 'unrated']).describe('Rated, from the triage only, or not rated'),
    computed: level('As computed'),
    effective: level('In force'),
    override: OverrideView.nullable().describe('Override in force'),
    waiting: OverrideView.nullable().describe('Override waiting for consent'),
    triage: z
      .object({
        connected: z.boolean().nullable().describe('Connected to us'),
        sensitiveData: z.boolean().nullable().describe('Holds our confidential or personal data'),
        stopsWithinDay: z.boolean().nullable().describe('We stop within a day without it'),
        level: level('Provisional level'),
      })
      .nullable()
      .describe('Answers of the triage'),
    engagements: z.array(
      z.object({
        id: Id,
        purpose: text('What the work is for'),
        decides: z.boolean().describe('Whether it decides the level of the partner'),
        rating: EngagementRatingView,
      }),
    ),
    can: z.array(z.string()).describe('Rights held'),
  })
  .meta({ id: 'PartnerRating' })

export const ProposalBody = EngagementCreate

export const ConnectionsView = z
  .object({
    partner: z.object({
      id: Id,
      name: text('Name'),
      level: level('Level in force'),
      maturity: z.number().int().nullable().describe('Maturity'),
    }),
    connections: z.array(
      Connection.extend({
        id: Id,
        engagementId: z.uuid().describe('Engagement'),
        purpose: text('What the work is for'),
        unitName: text('Department').nullable(),
        kindLabel: text('Kind in words'),
        directionLabel: text('Direction in words'),
        whenLabel: text('Always or when needed, in words'),
      }),
    ),
    subcontractors: z.array(
      z.object({
        id: Id,
        fromId: z.uuid().describe('Who passes the work on'),
        depth: z.number().int().describe('1 = direct sub-contractor'),
        name: text('Name'),
        purpose: text('What is passed on'),
        level: level('Level in force'),
      }),
    ),
  })
  .meta({ id: 'PartnerConnections' })

const Choice = z.object({ key: text('Key'), label: text('Name') })

export const RatingFormView = z
  .object({
    dataClasses: z.array(Choice),
    dataVolumes: z.array(Choice),
    connectionKinds: z.array(Choice),
    directions: z.array(Choice),
    alwaysOn: z.object({ yes: text('Always'), no: text('When needed') }),
    factors: z.array(
      z.object({
        key: text('Factor'),
        axis: z.enum(['impact', 'likelihood']).describe('Axis'),
        label: text('Name'),
        question: text('Question'),
        proposedFrom: text('Facts that propose the points'),
        points: z.array(
          z.object({ points: points('Points'), label: text('Answer'), criteria: text('When it applies') }),
        ),
      }),
    ),
    triage: z.array(Choice).describe('The three questions in their order'),
    levels: z.array(z.object({ level: points('R0–R4'), label: text('Name'), meaning: text('Meaning') })),
  })
  .meta({ id: 'RatingForm' })
