import { z } from 'zod'
import { Id } from './partner.contract.ts'

export const SubcontractParams = z.strictObject({ id: Id, subcontractId: Id })

export const SubcontractBody = z.strictObject({
  subcontractorId: Id.describe('Partner that gets the work'),
  purpose: z.string().trim().max(300).default('').describe('What is passed on'),
})

const Node = z.object({
  id: Id.describe('Sub-contractor'),
  subcontractId: Id.describe('The step that leads to it'),
  parentId: Id.describe('Who passes work to it'),
  name: z.string().describe('Name'),
  level: z.number().int().nullable().describe('R0–R4 in force; null = not rated'),
  maturity: z.number().int().nullable().describe('Maturity'),
  purpose: z.string().describe('What is passed on'),
  tier: z.number().int().describe('1 for a direct sub-contractor'),
})

export const SubcontractorTree = z
  .object({
    items: z.array(Node).describe('Nearest first; a partner reached in two ways appears twice'),
    usedBy: z
      .array(z.object({ id: Id, name: z.string().describe('Name') }))
      .describe('Partners that pass work to this one'),
    truncated: z.boolean().describe('The tree goes on beyond what is shown'),
  })
  .meta({ id: 'SubcontractorTree' })
