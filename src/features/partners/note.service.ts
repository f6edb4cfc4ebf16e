import type { ReadCtx, WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { deleteNote, insertNote, type Note, notesOf, oneNote, updateNote } from './note.store.ts'
import { partnerRights } from './partner.policy.ts'
import { noteOnTimeline } from './partner.service.ts'
import { reachPartner } from './partner-access.service.ts'

/** Reads the notes on a partner, newest first; the caller has checked the partner. */
export const readNotes = async (ctx: ReadCtx, partnerId: string) => {
  const rows = await notesOf(ctx.db, ctx.actor.tenant, partnerId)
  return {
    items: rows.map(({ note, by }) => ({
      ...note,
      by,
      own: note.memberId !== null && note.memberId === ctx.actor.memberId,
    })),
  }
}

/** Lists the notes on a partner, newest first. */
export const listNotes = async (ctx: ReadCtx, partnerId: string) => {
  await reachPartner(ctx, partnerRights.read, partnerId)
  return readNotes(ctx, partnerId)
}

const record = async (ctx: WriteCtx, partnerId: string, id: string, event: string, before?: string, after?: string) => {
  const subject = { type: 'note', id }
  ctx.record({
    stream: 'partner',
    event,
    subject,
    ...(before === undefined ? {} : { before: { body: before } }),
    ...(after === undefined ? {} : { after: { body: after } }),
  })
  await noteOnTimeline(ctx, { partnerId, kind: 'note', event, subject })
}

/** Writes a note; the caller has checked the partner. */
export const writeNote = async (ctx: WriteCtx, partnerId: string, body: string): Promise<void> => {
  const id = ctx.newId()
  const own = { tenantId: ctx.actor.tenant, id, createdAt: ctx.now, updatedAt: ctx.now }
  await insertNote(ctx.db, { ...own, partnerId, memberId: ctx.actor.memberId, body })
  await record(ctx, partnerId, id, 'note.added', undefined, body)
}

/** Adds a note on a partner. */
export const addNote = async (ctx: WriteCtx, partnerId: string, body: string) => {
  await reachPartner(ctx, partnerRights.note, partnerId)
  await writeNote(ctx, partnerId, body)
  return readNotes(ctx, partnerId)
}

const ownNote = async (ctx: ReadCtx, partnerId: string, id: string): Promise<Note> => {
  await reachPartner(ctx, partnerRights.note, partnerId)
  const found = await oneNote(ctx.db, ctx.actor.tenant, partnerId, id)
  if (found === undefined || found.memberId === null || found.memberId !== ctx.actor.memberId)
    throw platformErrors.not_found()
  return found
}

/** Rewrites one's own note from the version one saw. */
export const editNote = async (ctx: WriteCtx, partnerId: string, id: string, version: number, body: string) => {
  const before = await ownNote(ctx, partnerId, id)
  if (before.version !== version || !(await updateNote(ctx.db, before, body, ctx.now)))
    throw platformErrors.changed_meanwhile({ version: before.version })
  await record(ctx, partnerId, id, 'note.updated', before.body, body)
  return readNotes(ctx, partnerId)
}

/** Removes one's own note; the ledger keeps what it said. */
export const removeNote = async (ctx: WriteCtx, partnerId: string, id: string) => {
  const before = await ownNote(ctx, partnerId, id)
  if (!(await deleteNote(ctx.db, ctx.actor.tenant, id))) throw platformErrors.not_found()
  await record(ctx, partnerId, id, 'note.removed', before.body)
  return readNotes(ctx, partnerId)
}
