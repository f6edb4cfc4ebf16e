import { pickFacts } from '../../domain/intake/ledger-plan.ts'
import { changedKeys, type PlannedFacts } from '../../domain/intake/planned-facts.ts'
import type { WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import {
  completePartners,
  partnersByIds,
  untouchedPartners,
  versionsOfNotes,
} from '../partners/partner-bulk.queries.ts'
import { type BulkChange, changePartnersInBulk, removePartnersInBulk } from '../partners/partner-bulk.service.ts'
import { importErrors } from './import.errors.ts'
import {
  changesOf,
  type ImportChange,
  lockImport,
  madePartnerIds,
  partnersAtWork,
  priorResultsOf,
} from './import.queries.ts'
import { assertMayImport } from './import.service.ts'
import { closeFindings, dropPriorResult, lockRegister, putPriorResults, updateImport } from './import.store.ts'
import type { UndoNote } from './import.tables.ts'
import { showImport } from './import-show.service.ts'
import { factsOf } from './register.ts'
import { restoreWork } from './work-write.ts'

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

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

const restoreResults = async (ctx: WriteCtx, importId: string, changes: readonly ImportChange[]): Promise<void> => {
  const { tenant } = ctx.actor
  const known = await priorResultsOf(
    ctx.db,
    tenant,
    changes.map(({ partnerId }) => partnerId),
  )
  for (const { partnerId, results } of changes)
    for (const { on, precision, before, after } of results) {
      if (known.get(`${partnerId} ${on}`) !== after) continue
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
            precision,
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
  const origin = { id, event: 'import.undone', label: row.fileName, undoes: true }
  const changes = await changesOf(ctx.db, tenant, id)
  const made = await madePartnerIds(ctx.db, tenant, id)
  const brought = changes.flatMap(({ works }) => works.map(({ id }) => id))
  const atWork = await partnersAtWork(ctx.db, tenant, made, brought)
  const unused = made.filter((partnerId) => !atWork.has(partnerId))
  const free = await untouchedPartners(ctx.db, tenant, unused)
  const touched = [...new Set([...made, ...changes.map(({ partnerId }) => partnerId)])]
  const whole = await completePartners(ctx.db, tenant, await partnersByIds(ctx.db, tenant, touched), {
    notes: false,
  })
  const byId = new Map(whole.map((entry) => [entry.partner.id, entry]))
  const noteVersions = await versionsOfNotes(
    ctx.db,
    tenant,
    changes.flatMap(({ noteIds }) => noteIds),
  )
  const notes: UndoNote[] = []
  const edits: BulkChange[] = []
  for (const partnerId of made) {
    const name = byId.get(partnerId)?.partner.name
    if (name !== undefined && !free.has(partnerId)) notes.push({ partnerId, name, code: 'partnerUsed', fields: [] })
  }
  const used = changes.filter(({ partnerId }) => !free.has(partnerId))
  const workKept = await restoreWork(ctx, id, changes)
  for (const change of changes) {
    const found = byId.get(change.partnerId)
    if (found === undefined || free.has(change.partnerId)) continue
    const { partner } = found
    const now = pickFacts(factsOf(found))
    const { facts, kept } = restore(now, change)
    const removedNotes = change.noteIds.filter((note) => noteVersions.get(note) === 1)
    if (change.noteIds.some((note) => (noteVersions.get(note) ?? 1) > 1)) kept.push('notes')
    if (workKept.has(partner.id)) kept.push('service')
    if (kept.length > 0) notes.push({ partnerId: partner.id, name: partner.name, code: 'fieldChanged', fields: kept })
    const removed = { removedContacts: change.contactIds, removedNotes }
    if (changedKeys(now, facts).length + change.contactIds.length + removedNotes.length > 0)
      edits.push({ partner, before: now, after: facts, contacts: [], notes: [], ...removed })
  }
  await restoreResults(ctx, id, used)
  await changePartnersInBulk(ctx, edits, origin)
  await removePartnersInBulk(
    ctx,
    whole.map(({ partner }) => partner).filter((partner) => free.has(partner.id)),
    origin,
  )
  await closeFindings(ctx.db, tenant, id, ctx.now)
  await updateImport(ctx.db, tenant, id, { state: 'undone', undoneAt: ctx.now, undoNotes: notes, updatedAt: ctx.now })
  ctx.record({
    stream: 'partner',
    event: 'import.undone',
    subject: { type: 'import', id },
    before: { state: 'committed' },
    after: { state: 'undone', removed: free.size, restored: edits.length, kept: notes.length },
  })
  return showImport(ctx, id)
}
