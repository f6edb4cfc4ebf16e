import { z } from 'zod'
import { Id, PartnerUpdate } from './partner.contract.ts'

const OneOfBoth = PartnerUpdate.omit({ formerNames: true, tags: true, unitIds: true }).keyof()
/** The facts of which a merged partner has one; lists are joined. */
export const MERGE_FIELDS = OneOfBoth.options

export const MergeBody = z.strictObject({
  goneId: Id.describe('The duplicate, which is archived and points to the partner that stays'),
  goneVersion: z.number().int().min(1).describe('Version of the duplicate the editor saw'),
  take: z.array(OneOfBoth).max(MERGE_FIELDS.length).default([]).describe('Fields taken from the duplicate'),
  reason: z.string().trim().max(500).default('').describe('Why both are one company'),
})

export const MergeView = z
  .object({
    id: Id,
    goneId: Id.describe('The duplicate'),
    goneName: z.string().describe('Its name'),
    at: z.iso.datetime().describe('When they were merged'),
    by: z.string().nullable().describe('Who merged them'),
    undoneAt: z.iso.datetime().nullable().describe('When they were parted again'),
    moved: z
      .object({
        contacts: z.number().int().describe('Contacts that moved'),
        evidence: z.number().int().describe('Certificates and declarations that moved'),
        notes: z.number().int().describe('Notes that moved'),
        timeline: z.number().int().describe('Lines of history that moved'),
        subcontracts: z.number().int().describe('Sub-contracts that changed'),
      })
      .describe('What changed hands'),
  })
  .meta({ id: 'PartnerMerge' })

export const MergeList = z.object({ items: z.array(MergeView) }).meta({ id: 'PartnerMerges' })

const Candidate = z.object({
  id: Id,
  version: z.number().int().describe('Version'),
  name: z.string().describe('Name'),
  code: z.string().nullable().describe('Own partner code'),
  corporateNumber: z.string().nullable().describe('法人番号'),
  address: z.string().describe('Address'),
  because: z.enum(['number', 'name']).describe('Same 法人番号, or same name apart from letter variants'),
})
export const DuplicateList = z.object({ items: z.array(Candidate) }).meta({ id: 'PartnerDuplicates' })
export const DuplicateGroups = z
  .object({
    items: z.array(
      z.object({ because: z.enum(['number', 'name']).describe('What is the same'), partners: z.array(Candidate) }),
    ),
  })
  .meta({ id: 'DuplicateGroups' })
