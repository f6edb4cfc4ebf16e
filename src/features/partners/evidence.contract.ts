import { z } from 'zod'
import { EVIDENCE_KINDS } from '../../domain/partner/evidence-kind.ts'
import { Id } from './partner.contract.ts'

export const EvidenceParams = z.strictObject({ id: Id, evidenceId: Id })

const day = (what: string) => z.iso.date().nullable().describe(what)
const fields = {
  kind: z.enum(EVIDENCE_KINDS).describe('Certificate or declaration'),
  grade: z.string().max(20).describe('Stars of SCS (3, 4) or SECURITY ACTION (1, 2), type of SOC 2 (type1, type2)'),
  number: z.string().trim().max(100).describe('Number of the certificate or declaration'),
  scope: z.string().trim().max(500).describe('What it covers: sites, services, systems'),
  policyUrl: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)])
    .describe('Page on which the policy was seen'),
  effectiveOn: day('First day it holds'),
  expiresOn: day('Last day it holds'),
  checkedOn: day('Day somebody here looked at it'),
  fileId: Id.nullable().describe('Uploaded copy'),
}

export const EvidenceBody = z.strictObject({
  kind: fields.kind,
  grade: fields.grade.default(''),
  number: fields.number.default(''),
  scope: fields.scope.default(''),
  policyUrl: fields.policyUrl.default(''),
  effectiveOn: fields.effectiveOn.default(null),
  expiresOn: fields.expiresOn.default(null),
  checkedOn: fields.checkedOn.default(null),
  fileId: fields.fileId.default(null),
})

export const EvidenceFileQuery = z.strictObject({
  name: z.string().min(1).max(200).describe('Name of the file'),
})

export const EvidenceFile = z
  .object({
    id: Id.describe('File, to be named as fileId of the evidence within a day'),
    sha256: z.string().describe('SHA-256 of the content'),
    size: z.number().int().describe('Bytes'),
  })
  .meta({ id: 'EvidenceFile' })

export const EvidenceView = z
  .object({
    id: Id,
    version: z.number().int().describe('Version for If-Match'),
    ...fields,
    checkedBy: z.string().nullable().describe('Who looked at it'),
    fileName: z.string().nullable().describe('Name of the copy'),
    uploadedAt: z.iso.datetime().nullable().describe('When the copy was uploaded'),
    state: z.enum(['valid', 'expiring', 'expired', 'no_expiry']).describe('Where it stands today'),
  })
  .meta({ id: 'Evidence' })

export const EvidenceShelf = z
  .object({
    items: z.array(EvidenceView),
    securityAction: z
      .object({
        step: z.enum(['invite', 'check_effect', 'see_policy', 'keep']).describe('Next step'),
        ja: z.string().describe('Advice in Japanese'),
        en: z.string().describe('Advice in English'),
      })
      .describe('What to do next about SECURITY ACTION'),
  })
  .meta({ id: 'EvidenceShelf' })
