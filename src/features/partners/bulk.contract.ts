import { z } from 'zod'
import { PARTNER_KINDS } from '../../domain/partner/kind.ts'
import { Id, PartnerFilter } from './partner.contract.ts'

const tags = (what: string) => z.array(z.string().trim().min(1).max(40)).max(10).default([]).describe(what)
const ids = (what: string) => z.array(Id).max(20).default([]).describe(what)

export const BulkBody = z
  .strictObject({
    ids: z.array(Id).min(1).max(500).optional().describe('Partners to change; or a filter'),
    filter: PartnerFilter.optional().describe('Change all that pass this filter, 500 at most'),
    addTags: tags('Tags to add'),
    removeTags: tags('Tags to take away'),
    addUnitIds: ids('Units to add'),
    removeUnitIds: ids('Units to take away'),
    addMemberIds: ids('People to put in charge'),
    removeMemberIds: ids('People to relieve'),
    kind: z.enum(PARTNER_KINDS).optional().describe('Kind of partner'),
  })
  .refine((body) => (body.ids === undefined) !== (body.filter === undefined), { path: ['ids'] })

export const BulkResult = z
  .object({
    changed: z.number().int().describe('Partners that changed'),
    unchanged: z.number().int().describe('Partners that were so already'),
  })
  .meta({ id: 'BulkResult' })
