import { z } from 'zod'

export const OverrideParams = z.strictObject({ id: z.uuid().describe('Override') })
export const OverrideBody = z.strictObject({
  level: z.number().int().min(0).max(4).describe('Level asked for'),
  reason: z.string().trim().min(1).max(1000).describe('Reason'),
  expiresOn: z.iso.date().describe('Last day on which it holds'),
})
