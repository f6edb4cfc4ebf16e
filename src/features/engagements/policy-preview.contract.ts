import { z } from 'zod'

const level = z.number().int().min(0).max(4).nullable()
const Workload = z.object({
  requests: z.number().int().describe('Requests a month'),
  mails: z.number().int().describe('Mails a month'),
  reviewerHours: z.number().int().describe('Reviewer hours a month'),
})

export const PreviewBody = z.strictObject({
  policy: z.record(z.string().max(60), z.unknown()).describe('The policy of levels as it would be published'),
})

export const PreviewView = z
  .object({
    partners: z.number().int().describe('Partners compared'),
    unchanged: z.number().int().describe('Partners that stay where they are'),
    counts: z
      .array(
        z.object({
          from: level.describe('Level now; null = not rated'),
          to: level.describe('Level then; null = not rated'),
          partners: z.number().int().describe('Partners that move so'),
        }),
      )
      .describe('Who moves where, as counts'),
    moves: z
      .array(
        z.object({
          partnerId: z.uuid().describe('Partner'),
          name: z.string().describe('Name'),
          from: level.describe('Level now'),
          to: level.describe('Level then'),
        }),
      )
      .describe('The partners that move, at most 500'),
    before: Workload.describe('Work a month under the policy in force'),
    after: Workload.describe('Work a month under the changed policy'),
  })
  .meta({ id: 'PolicyPreview' })
