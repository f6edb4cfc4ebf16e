import { z } from 'zod'
import { Id } from './partner.contract.ts'

export const NoteParams = z.strictObject({ id: Id, noteId: Id })
export const NoteBody = z.strictObject({ body: z.string().trim().min(1).max(4000).describe('The note') })
export const NoteView = z
  .object({
    id: Id,
    version: z.number().int().describe('Version for If-Match'),
    body: z.string().describe('The note'),
    by: z.string().nullable().describe('Who wrote it; empty when it came through an intake link'),
    own: z.boolean().describe('Written by the reader, who alone may change it'),
    createdAt: z.iso.datetime().describe('When it was written'),
  })
  .meta({ id: 'PartnerNote' })
export const NoteList = z.object({ items: z.array(NoteView) }).meta({ id: 'PartnerNotes' })
