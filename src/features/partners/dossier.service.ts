import type { ReadCtx } from '../../platform/context.ts'
import { listContacts } from './contact.service.ts'
import { readShelf } from './evidence.service.ts'
import { listDuplicates } from './merge.service.ts'
import { readNotes } from './note.service.ts'
import { showTimeline } from './partner-list.service.ts'
import { showSubcontractors } from './subcontractor.service.ts'

const FIRST_PAGE = 30

/** Shows everything kept about a partner, so that its page needs one call beside its facts. */
export const showDossier = async (ctx: ReadCtx, partnerId: string) => ({
  contacts: (await listContacts(ctx, partnerId)).items,
  shelf: await readShelf(ctx, partnerId),
  subcontractors: await showSubcontractors(ctx, partnerId),
  notes: (await readNotes(ctx, partnerId)).items,
  timeline: await showTimeline(ctx, partnerId, { limit: FIRST_PAGE }),
  duplicates: await listDuplicates(ctx, partnerId),
})
