import { z } from 'zod'
import { STAGE_MOVES } from '../../domain/partner/stage.ts'

const attested = (what: string) =>
  z
    .strictObject({
      doneOn: z.iso.date().describe('Day it was finished'),
      result: z.string().trim().min(1).max(1000).describe('What came out of it'),
    })
    .nullable()
    .default(null)
    .describe(what)

export const StageMoveBody = z.strictObject({
  move: z.enum(STAGE_MOVES).describe('What to do with the relationship'),
  reason: z.string().trim().min(1).max(1000).describe('Why'),
  check: attested('The check before the contract, with its decision'),
  offboarding: attested('The off-boarding: accounts closed, data returned or erased'),
})
