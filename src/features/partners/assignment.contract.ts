import { z } from 'zod'
import { Id } from './partner.contract.ts'

export const AssigneesBody = z.strictObject({
  memberIds: z.array(Id).max(20).describe('Members who look after the partner; replaces the present ones'),
})
export const Assignees = z
  .object({ items: z.array(z.object({ id: Id, name: z.string().describe('Name') })) })
  .meta({ id: 'PartnerAssignees' })
