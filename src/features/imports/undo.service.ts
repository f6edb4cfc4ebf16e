import { pickFacts } from '../../domain/intake/ledger-plan.ts'
import { changedKeys, type PlannedFacts } from '../../domain/intake/planned-facts.ts'
import type { WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import {
  completePartners,
  partnersByIds,
  untouchedPartners,
  versionsOf,
  type WholePartner,
} from '../partners/partner-bulk.queries.ts'
import {
  type BulkChange,
  changePartnersInBulk,
  noteInBulk,
  removePartnersInBulk,
  takeBackContacts,
} from '../partners/partner-bulk.service.ts'
import { importErrors } from './import.errors.ts'
import {
  changesOf,
  type Import,
  type ImportChange,
  lockImport,
  madePartnerIds,
  partnersAtWork,
  priorResultsOf,
} from './import.queries.ts'
import { assertMayImport } from './import.service.ts'
import {
  closeFindings,
  dropPriorResult,
  forgetNotes,
  lockRegister,
  putPriorResults,
  updateImport,
} from './import.store.ts'
import type { UndoNote } from './import.tables.ts'
import { showImport } from './import-show.service.ts'
import { factsOf } from './register.ts'
import { restoreWork } from './work-write.ts'

// Lists are sets here: the register keeps units in an order of its own.
const same = (a: unknown, b: unknown): boolean => {
  const [one, other] = [a, b].map((value) => JSON.stringify(Array.isArray(value) ? [...value].sort() : value))
  return one === other
}

type Restored = { facts: PlannedFacts; kept: string[] }

/** Gives back each fact the import changed, unless someone has changed it again since. */
const restore = (now: PlannedFacts, change: ImportChange): Restored => {
  const before = change.before as Partial<PlannedFacts>
  const after = change.after as Partial<PlannedFacts>
  const facts = { ...now }
  const kept: string[] = []
  for (const key of Object.keys(now) as (keyof PlannedFacts)[]) {
    if (!(key in before) || same(before[key], after[key])) continue
    if (same(now[key], after[key])) Object.assign(facts, { [key]: before[key] })
    else kept.push(key)
  }
  return { facts, kept }
}

const restoreResults = async (
  ctx: WriteCtx,
  importId: string,
  changes: readonly ImportChange[],
): Promise<Set<string>> => {
  const { tenant } = ctx.actor
  const known = await priorResultsOf(
    ctx.db,
    tenant,
    changes.map(({ partnerId }) => partnerId),
  )
  const restored = new Set<string>()
  for (const { partnerId, results } of changes)
    for (const { on, precision, precisionBefore, before, after } of results) {
      if (known.get(`${partnerId} ${on}`)?.scoreBp !== after) continue
      restored.add(partnerId)
      if (before === null) await dropPriorResult(ctx.db, tenant, partnerId, on)
      else
        await putPriorResults(ctx.db, [
          {
            tenantId: tenant,
            id: ctx.newId(),
            createdAt: ctx.now,
            updatedAt: ctx.now,
            partnerId,
            assessedOn: on,
            precision: precisionBefore ?? precision,
            scoreBp: before,
            importId: null,
          },
        ])
      ctx.record({
        stream: 'assessment',
        event: 'result.import_undone',
        subject: { type: 'partner', id: partnerId },
        before: { on, scoreBp: after },
        after: { on, scoreBp: before },
        reason: `import ${importId}`,
      })
    }
  return restored
}

type TakenBack = { contacts: ReadonlySet<string>; notes: ReadonlySet<string>; left: ReadonlySet<string> }

/** Takes back the contacts an import brought that nobody has changed or uses, and tells of its notes which may go. */
const takeBack = async (ctx: WriteCtx, changes: readonly ImportChange[]): Promise<TakenBack> => {
  const { tenant } = ctx.actor
  const contactIds = changes.flatMap((change) => change.contactIds)
  const noteIds = changes.flatMap((change) => change.noteIds)
  const people = await versionsOf(ctx.db, tenant, 'contacts', contactIds)
  const written = await versionsOf(ctx.db, tenant, 'notes', noteIds)
  const first = (versions: ReadonlyMap<string, number>) => [...versions].flatMap(([id, at]) => (at === 1 ? [id] : []))
  const contacts = await takeBackContacts(ctx, first(people))
  const notes = new Set(first(written))
  const left = [...people.keys(), ...written.keys()].filter((id) => !contacts.has(id) && !notes.has(id))
  return { contacts, notes, left: new Set(left) }
}

/** What undoing does to a partner that stays, and what it has to leave. */
const editOf = (found: WholePartner, change: ImportChange, taken: TakenBack, also: readonly string[]) => {
  const before = pickFacts(factsOf(found))
  const { facts, kept } = restore(before, change)
  if (change.contactIds.some((id) => taken.left.has(id))) kept.push('contacts')
  if (change.noteIds.some((id) => taken.left.has(id))) kept.push('notes')
  const removedContacts = change.contactIds.filter((id) => taken.contacts.has(id))
  const removedNotes = change.noteIds.filter((id) => taken.notes.has(id))
  const removed = { removedContacts, removedNotes }
  const edit: BulkChange = { partner: found.partner, before, after: facts, contacts: [], notes: [], ...removed, also }
  const isEdit = changedKeys(before, facts).length + removedContacts.length + removedNotes.length > 0
  return { edit: isEdit ? edit : null, kept }
}

/** What of an import the register still holds: the partners it made, which of them are free to go, and all it touched. */
const standingOf = async (ctx: WriteCtx, id: string, changes: readonly ImportChange[]) => {
  const { tenant } = ctx.actor
  const made = await madePartnerIds(ctx.db, tenant, id)
  const brought = changes.flatMap(({ works }) => works.map((work) => work.id))
  const atWork = await partnersAtWork(ctx.db, tenant, made, brought)
  const unused = made.filter((partnerId) => !atWork.has(partnerId))
  const free = await untouchedPartners(ctx.db, tenant, unused)
  const touched = [...new Set([...made, ...changes.map(({ partnerId }) => partnerId)])]
  const partners = await partnersByIds(ctx.db, tenant, touched)
  const whole = await completePartners(ctx.db, tenant, partners, { notes: false })
  return { made, free, byId: new Map(whole.map((entry) => [entry.partner.id, entry])) }
}

const restorePartners = async (ctx: WriteCtx, row: Import): Promise<{ notes: UndoNote[]; outcome: object }> => {
  const origin = { id: row.id, event: 'import.undone', label: row.fileName, undoes: true }
  const changes = await changesOf(ctx.db, ctx.actor.tenant, row.id)
  const { made, free, byId } = await standingOf(ctx, row.id, changes)
  const stays = (partnerId: string) => !free.has(partnerId) && byId.has(partnerId)
  const notes: UndoNote[] = made.filter(stays).map((partnerId) => {
    const name = byId.get(partnerId)?.partner.name ?? ''
    return { partnerId, name, code: 'partnerUsed', fields: [] }
  })
  const used = changes.filter(({ partnerId }) => stays(partnerId))
  const works = await restoreWork(ctx, row.id, changes)
  const results = await restoreResults(ctx, row.id, used)
  const taken = await takeBack(ctx, used)
  const edits: BulkChange[] = []
  const beside: { partnerId: string; changed: string[] }[] = []
  for (const change of used) {
    const { partnerId } = change
    const found = byId.get(partnerId)
    if (found === undefined) continue
    const also = [...(results.has(partnerId) ? ['results'] : []), ...(works.restored.has(partnerId) ? ['service'] : [])]
    const { edit, kept } = editOf(found, change, taken, also)
    if (works.kept.has(partnerId)) kept.push('service')
    if (kept.length > 0) notes.push({ partnerId, name: found.partner.name, code: 'fieldChanged', fields: kept })
    if (edit !== null) edits.push(edit)
    else if (also.length > 0) beside.push({ partnerId, changed: also })
  }
  await changePartnersInBulk(ctx, edits, origin)
  await noteInBulk(ctx, beside, origin)
  const gone = [...byId.values()].map(({ partner }) => partner).filter((partner) => free.has(partner.id))
  await removePartnersInBulk(ctx, gone, origin)
  return { notes, outcome: { removed: gone.length, restored: edits.length + beside.length, kept: notes.length } }
}

/**
 * Takes a whole import back: partners it made and nobody has used since are removed, changed facts return to what they
 * were unless changed again since, and whatever had to stay is listed.
 */
export const undoImport = async (ctx: WriteCtx, id: string) => {
  assertMayImport(ctx)
  const { tenant } = ctx.actor
  const row = await lockImport(ctx.db, tenant, id)
  if (row === undefined) throw platformErrors.not_found()
  if (row.state !== 'committed') throw importErrors.not_committed()
  await lockRegister(ctx.db, tenant)
  const { notes, outcome } = await restorePartners(ctx, row)
  await forgetNotes(ctx.db, tenant, id)
  await closeFindings(ctx.db, tenant, id, ctx.now)
  await updateImport(ctx.db, tenant, id, { state: 'undone', undoneAt: ctx.now, undoNotes: notes, updatedAt: ctx.now })
  ctx.record({
    stream: 'partner',
    event: 'import.undone',
    subject: { type: 'import', id },
    before: { state: 'committed' },
    after: { state: 'undone', ...outcome },
  })
  return showImport(ctx, id)
}
