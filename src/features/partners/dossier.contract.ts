import { z } from 'zod'
import { ContactView } from './contact.contract.ts'
import { EvidenceShelf } from './evidence.contract.ts'
import { DuplicateList } from './merge.contract.ts'
import { NoteView } from './note.contract.ts'
import { Timeline } from './partner.contract.ts'
import { SubcontractorTree } from './subcontractor.contract.ts'

/** What the page of a partner shows below its head, in one call. */
export const Dossier = z
  .object({
    contacts: z.array(ContactView).describe('Contacts, withdrawn ones last'),
    shelf: EvidenceShelf.describe('Certificates and declarations'),
    subcontractors: SubcontractorTree.describe('Who works below the partner'),
    notes: z.array(NoteView).describe('Notes, newest first'),
    timeline: Timeline.describe('First page of the history'),
    duplicates: DuplicateList.describe('Partners that look like this one'),
  })
  .meta({ id: 'PartnerDossier' })
