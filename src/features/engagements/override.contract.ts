import { z } from 'zod'

export const OverrideParams = z.strictObject({ id: z.uuid().describe('Override') })
export const OverrideBody = z.strictObject({
  level: z.number().int().min(0).max(4).describe('Level asked for'),
  reason: z.string().trim().min(1).max(1000).describe('Reason'),
  expiresOn: z.iso.date().describe('Last day on which it holds'),
  approverId: z.uuid().optional().describe('Who approves before the decision; without it someone who may'),
  deciderId: z.uuid().optional().describe('Who decides; without it someone who may'),
})

export const OverrideConsent = z
  .object({
    approval: z.boolean().describe('Whether someone approves before the decision, as the policy in force wants it'),
    people: z
      .array(z.object({ id: z.uuid().describe('Person'), name: z.string().describe('Name') }))
      .describe('Who may approve or decide; never the reader'),
  })
  .meta({ id: 'OverrideConsent' })
