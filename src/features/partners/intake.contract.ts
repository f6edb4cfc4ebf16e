import { z } from 'zod'
import { Id } from './partner.contract.ts'

const answer = (what: string) => z.boolean().nullable().describe(`${what}; empty when not known`)

export const IntakeLinkBody = z.strictObject({
  label: z.string().trim().min(1).max(100).describe('Who gets the link'),
  unitId: Id.nullable().default(null).describe('Unit the new partners belong to'),
  days: z.number().int().min(1).max(365).default(90).describe('Days it can be used'),
})

export const IntakeLinkView = z.object({
  id: Id,
  version: z.number().int().describe('Version'),
  label: z.string().describe('Who got the link'),
  unitId: Id.nullable().describe('Unit the new partners belong to'),
  expiresAt: z.iso.datetime().describe('Last moment it can be used'),
  revokedAt: z.iso.datetime().nullable().describe('When it was withdrawn'),
  requests: z.number().int().describe('Partners proposed through it'),
})

export const IntakeLinks = z.object({ items: z.array(IntakeLinkView) }).meta({ id: 'IntakeLinks' })
export const NewIntakeLink = z
  .object({ id: Id, token: z.string().describe('Secret of the link, shown once; it stands behind # in the address') })
  .meta({ id: 'NewIntakeLink' })

const token = z.string().min(1).max(200).describe('Secret of the link')

export const IntakeTokenBody = z.strictObject({ token })
export const IntakeForm = z
  .object({
    organization: z.string().describe('The organisation that asks'),
    label: z.string().describe('Whom the link is for'),
    expiresAt: z.iso.datetime().describe('Last moment it can be used'),
  })
  .meta({ id: 'IntakeForm' })

export const IntakeAnswers = z.strictObject({
  token,
  name: z.string().trim().min(1).max(200).describe('Name of the partner'),
  askedBy: z.string().trim().min(1).max(120).describe('Who needs the partner'),
  purpose: z.string().trim().min(1).max(1000).describe('What it will do'),
  connected: answer('It connects to our systems'),
  sensitiveData: answer('It holds our confidential or personal data'),
  stopsWithinDay: answer('We stop within a day without it'),
})
export const IntakeReceipt = z
  .object({ name: z.string().describe('The partner that was proposed') })
  .meta({ id: 'IntakeReceipt' })
