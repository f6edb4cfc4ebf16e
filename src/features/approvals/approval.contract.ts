import { z } from 'zod'

const Id = z.uuid().describe('Identifier')
const When = z.iso.datetime().describe('Moment in UTC')
const STATES = ['drafted', 'requested', 'approved', 'decided', 'rejected', 'returned', 'withdrawn', 'expired'] as const
const MOVES = ['submit', 'approve', 'decide', 'reject', 'send_back', 'withdraw'] as const

export const ApprovalParams = z.strictObject({ id: Id })

export const ApprovalListQuery = z.strictObject({
  state: z.enum(['open', 'closed', 'all']).default('open').describe('Open requests, closed ones, or all'),
  mine: z.enum(['true']).optional().describe('Only those that wait for the reader'),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Rows'),
})

export const MoveBody = z.strictObject({
  act: z.enum(MOVES).describe('What to do'),
  comment: z.string().trim().max(2000).default('').describe('Words; needed for sending back and refusing'),
  actingFor: Id.nullable().default(null).describe('The person for whom a deputy acts'),
})

const person = (what: string) =>
  z
    .object({ id: Id, name: z.string().describe('Name') })
    .nullable()
    .describe(what)

export const ApprovalView = z
  .object({
    id: Id,
    version: z.number().int().describe('Version for If-Match'),
    kind: z.string().describe('What consent is asked for'),
    subjectType: z.string().describe('Kind of subject'),
    subjectId: Id,
    partner: person('The partner concerned'),
    title: z.string().describe('One line'),
    reason: z.string().describe('Why it is asked'),
    proposal: z.record(z.string(), z.unknown()).describe('What would be done'),
    state: z.enum(STATES).describe('State'),
    askedBy: person('Who asked'),
    approver: person('Who approves first'),
    decider: person('Who decides'),
    decidedBy: person('Who decided'),
    decidedAt: When.nullable().describe('When it was decided'),
    expiresAt: When.nullable().describe('When the request lapses'),
    createdAt: When,
    steps: z
      .array(
        z.object({
          no: z.number().int().describe('Number'),
          act: z.string().describe('What was done'),
          by: z.string().nullable().describe('By whom'),
          actingFor: z.string().nullable().describe('For whom'),
          comment: z.string().describe('Words'),
          at: When,
        }),
      )
      .describe('What has been done so far'),
    moves: z.array(z.string()).describe('What the reader may do now'),
  })
  .meta({ id: 'Approval' })
export const ApprovalList = z
  .object({ items: z.array(ApprovalView), can: z.array(z.string()).describe('Rights held') })
  .meta({ id: 'ApprovalList' })

export const DeputyBody = z.strictObject({
  deputyId: Id,
  startsAt: When,
  endsAt: When,
})
export const DeputyView = DeputyBody.extend({ id: Id, memberId: Id }).meta({ id: 'Deputy' })
