import { type PlannedPartner, pickFacts } from '../../domain/intake/ledger-plan.ts'
import type { PlainDate } from '../../domain/time.ts'
import type { WriteCtx } from '../../platform/context.ts'
import { partnersByIds } from '../partners/partner-bulk.queries.ts'
import {
  type BulkContact,
  type BulkNote,
  changePartnersInBulk,
  createPartnersInBulk,
  noteInBulk,
  type Origin,
} from '../partners/partner-bulk.service.ts'
import type { PlannedFinding, PlannedResult } from './evaluation.ts'
import { type Import, priorResultsOf } from './import.queries.ts'
import { insertChanges, insertFindings, putPriorResults } from './import.store.ts'
import type { ResultChange } from './import.tables.ts'
import type { MadeIds } from './import-row.ts'
import { rememberBrought } from './imported-notes.ts'
import type { Plan } from './kept-plan.ts'
import { writeWork } from './work-write.ts'

type Change = Parameters<typeof insertChanges>[1][number]

const withIds = (ctx: WriteCtx, list: PlannedPartner['newContacts']): BulkContact[] =>
  list.map(({ name, email, phone }) => ({ id: ctx.newId(), name: name ?? '', email, phone }))

const notesWithIds = (ctx: WriteCtx, list: PlannedPartner['newNotes']): BulkNote[] =>
  list.map((body) => ({ id: ctx.newId(), body }))

const makePartners = (
  ctx: WriteCtx,
  partners: readonly PlannedPartner[],
  made: MadeIds,
  origin: Origin,
): Promise<void> =>
  createPartnersInBulk(
    ctx,
    partners.flatMap(({ ref, before, after, newContacts, newNotes }) => {
      const id = made.get(ref)
      if (before !== null || id === undefined) return []
      return [{ id, facts: after, contacts: withIds(ctx, newContacts), notes: notesWithIds(ctx, newNotes) }]
    }),
    origin,
  )

/** What a plan brings beside facts, by partner; a partner the file makes has its one line already. */
const broughtBeside = ({ results, works, made }: Plan): Map<string, string[]> => {
  const brought = new Map<string, string[]>()
  for (const [what, list] of [
    ['results', results],
    ['service', works],
  ] as const)
    for (const ref of new Set(list.map((each) => each.ref)))
      if (!made.has(ref)) brought.set(ref, [...(brought.get(ref) ?? []), what])
  return brought
}

const changePartners = async (
  ctx: WriteCtx,
  partners: readonly PlannedPartner[],
  beside: ReadonlyMap<string, readonly string[]>,
  origin: Origin,
): Promise<Map<string, Change>> => {
  const { tenant } = ctx.actor
  const updates = partners.filter(({ before }) => before !== null)
  const ids = updates.map(({ ref }) => ref)
  const current = new Map((await partnersByIds(ctx.db, tenant, ids)).map((row) => [row.id, row]))
  const changes = new Map<string, Change>()
  const edits = updates.flatMap(({ ref, before, after, newContacts, newNotes }) => {
    const partner = current.get(ref)
    if (partner === undefined || before === null) return []
    const contacts = withIds(ctx, newContacts)
    const notes = notesWithIds(ctx, newNotes)
    const facts = pickFacts(before)
    changes.set(ref, {
      tenantId: tenant,
      importId: origin.id,
      partnerId: ref,
      before: { ...facts },
      after: { ...after },
      contactIds: contacts.map(({ id }) => id),
      noteIds: notes.map(({ id }) => id),
      results: [],
    })
    const also = beside.get(ref) ?? []
    return [{ partner, before: facts, after, contacts, notes, removedContacts: [], removedNotes: [], also }]
  })
  await changePartnersInBulk(ctx, edits, origin)
  return changes
}

const writeResults = async (ctx: WriteCtx, importId: string, results: readonly PlannedResult[], made: MadeIds) => {
  const { tenant } = ctx.actor
  const placed = results.map(({ ref, on, ...rest }) => ({
    ...rest,
    partnerId: made.get(ref) ?? ref,
    on: on as PlainDate,
  }))
  const ids = placed.map(({ partnerId }) => partnerId)
  const known = await priorResultsOf(ctx.db, tenant, ids)
  const at = { tenantId: tenant, createdAt: ctx.now, updatedAt: ctx.now, importId }
  await putPriorResults(
    ctx.db,
    placed.map(({ partnerId, on, precision, scoreBp }) => ({
      ...at,
      id: ctx.newId(),
      partnerId,
      assessedOn: on,
      precision,
      scoreBp,
    })),
  )
  const changes = new Map<string, ResultChange[]>()
  for (const { partnerId, on, precision, scoreBp } of placed) {
    const replaced = known.get(`${partnerId} ${on}`)
    const before = replaced?.scoreBp ?? null
    const change = { on, precision, precisionBefore: replaced?.precision ?? null, before, after: scoreBp }
    changes.set(partnerId, [...(changes.get(partnerId) ?? []), change])
    ctx.record({
      stream: 'assessment',
      event: 'result.imported',
      subject: { type: 'partner', id: partnerId },
      before: { scoreBp: before },
      after: { on, precision, scoreBp },
      reason: `import ${importId}`,
    })
  }
  return changes
}

const writeFindings = (ctx: WriteCtx, importId: string, findings: readonly PlannedFinding[]): Promise<void> =>
  insertFindings(
    ctx.db,
    findings.map(({ kind, partnerId, row, detail }) => ({
      tenantId: ctx.actor.tenant,
      id: ctx.newId(),
      version: 1,
      createdAt: ctx.now,
      updatedAt: ctx.now,
      importId,
      partnerId,
      row,
      kind,
      detail,
      state: 'open' as const,
    })),
  )

/** Writes everything a reading plans, and what is needed to take it back. */
export const writePlan = async (ctx: WriteCtx, row: Import, plan: Plan): Promise<void> => {
  const { made } = plan
  const origin = { id: row.id, event: 'import.committed', label: row.fileName, undoes: false }
  await makePartners(ctx, plan.partners, made, origin)
  await rememberBrought(ctx, row.id, plan.partners, made)
  const beside = broughtBeside(plan)
  const changes = await changePartners(ctx, plan.partners, beside, origin)
  const silent = [...beside].filter(([partnerId]) => !changes.has(partnerId))
  await noteInBulk(
    ctx,
    silent.map(([partnerId, changed]) => ({ partnerId, changed })),
    origin,
  )
  const results = await writeResults(ctx, row.id, plan.results, made)
  const blank = { tenantId: ctx.actor.tenant, importId: row.id, before: {}, after: {}, contactIds: [], noteIds: [] }
  const works = await writeWork(ctx, row.id, plan.works, made)
  const touched = [...new Set([...changes.keys(), ...results.keys(), ...works.keys()])]
  await insertChanges(
    ctx.db,
    touched.map((partnerId) => ({
      ...(changes.get(partnerId) ?? { ...blank, partnerId }),
      results: results.get(partnerId) ?? [],
      works: works.get(partnerId) ?? [],
    })),
  )
  await writeFindings(ctx, row.id, plan.findings)
}
