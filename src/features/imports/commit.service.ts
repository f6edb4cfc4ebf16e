import type { PlannedPartner } from '../../domain/intake/ledger-plan.ts'
import type { PlainDate } from '../../domain/time.ts'
import type { WriteCtx } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { partnersByIds } from '../partners/partner-bulk.queries.ts'
import {
  type BulkContact,
  changePartnersInBulk,
  createPartnersInBulk,
  type Origin,
} from '../partners/partner-bulk.service.ts'
import { evaluate } from './evaluate.ts'
import type { Evaluation, PlannedResult } from './evaluation.ts'
import { importErrors } from './import.errors.ts'
import { type Import, priorResultsOf } from './import.queries.ts'
import { decisionsOf, lockPreview, tableAt } from './import.service.ts'
import {
  insertChanges,
  insertFindings,
  lockRegister,
  putPriorResults,
  replaceRows,
  updateImport,
} from './import.store.ts'
import type { ResultChange } from './import.tables.ts'
import { importRow } from './import-row.ts'
import { showResult } from './import-show.service.ts'

const withIds = (ctx: WriteCtx, list: PlannedPartner['newContacts']): BulkContact[] =>
  list.map(({ name, email, phone }) => ({ id: ctx.newId(), name: name ?? '', email, phone }))

type Written = {
  made: Map<string, string>
  changes: Map<string, Omit<Parameters<typeof insertChanges>[1][number], 'results'>>
}

const writePartners = async (
  ctx: WriteCtx,
  importId: string,
  partners: readonly PlannedPartner[],
  origin: Origin,
): Promise<Written> => {
  const { tenant } = ctx.actor
  const made = new Map<string, string>()
  const changes: Written['changes'] = new Map()
  const creates = partners.filter(({ before }) => before === null)
  const updates = partners.filter(({ before }) => before !== null)
  const change = (partnerId: string, isNew: boolean, before: object, after: object, contacts: BulkContact[]) =>
    changes.set(partnerId, {
      tenantId: tenant,
      importId,
      partnerId,
      made: isNew,
      before: { ...before },
      after: { ...after },
      contactIds: contacts.map(({ id }) => id),
    })
  const rows = creates.map(({ ref, after, newContacts }) => {
    const id = ctx.newId()
    const contacts = withIds(ctx, newContacts)
    made.set(ref, id)
    change(id, true, {}, {}, contacts)
    return { id, facts: after, contacts }
  })
  await createPartnersInBulk(ctx, rows, origin)
  const current = new Map(
    (
      await partnersByIds(
        ctx.db,
        tenant,
        updates.map(({ ref }) => ref),
      )
    ).map((row) => [row.id, row]),
  )
  const edits = updates.flatMap(({ ref, before, after, newContacts }) => {
    const partner = current.get(ref)
    if (partner === undefined || before === null) return []
    const contacts = withIds(ctx, newContacts)
    const { id: _id, archived: _archived, contacts: _contacts, ...facts } = before
    change(ref, false, facts, after, contacts)
    return [{ partner, before: facts, after, contacts, removedContacts: [] }]
  })
  await changePartnersInBulk(ctx, edits, origin)
  return { made, changes }
}

const writeResults = async (
  ctx: WriteCtx,
  importId: string,
  results: readonly PlannedResult[],
  made: ReadonlyMap<string, string>,
) => {
  const placed = results.map((result) => ({
    ...result,
    partnerId: made.get(result.ref) ?? result.ref,
    on: result.on as PlainDate,
  }))
  const known = await priorResultsOf(
    ctx.db,
    ctx.actor.tenant,
    placed.map(({ partnerId }) => partnerId),
  )
  await putPriorResults(
    ctx.db,
    placed.map(({ partnerId, on, precision, scoreBp }) => ({
      tenantId: ctx.actor.tenant,
      id: ctx.newId(),
      createdAt: ctx.now,
      updatedAt: ctx.now,
      partnerId,
      assessedOn: on,
      precision,
      scoreBp,
      importId,
    })),
  )
  const changes = new Map<string, ResultChange[]>()
  for (const { partnerId, on, precision, scoreBp } of placed) {
    const before = known.get(`${partnerId} ${on}`) ?? null
    changes.set(partnerId, [...(changes.get(partnerId) ?? []), { on, precision, before, after: scoreBp }])
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

const write = async (ctx: WriteCtx, row: Import, evaluation: Evaluation): Promise<Map<string, string>> => {
  const { tenant } = ctx.actor
  const origin = { id: row.id, event: 'import.committed', label: row.fileName }
  const { made, changes } = await writePartners(ctx, row.id, evaluation.partners, origin)
  const results = await writeResults(ctx, row.id, evaluation.results, made)
  const touched = [...new Set([...changes.keys(), ...results.keys()])]
  await insertChanges(
    ctx.db,
    touched.map((partnerId) => ({
      ...(changes.get(partnerId) ?? {
        tenantId: tenant,
        importId: row.id,
        partnerId,
        made: false,
        before: {},
        after: {},
        contactIds: [],
      }),
      results: results.get(partnerId) ?? [],
    })),
  )
  await insertFindings(
    ctx.db,
    evaluation.findings.map(({ kind, partnerId, row: number, detail }) => ({
      tenantId: tenant,
      id: ctx.newId(),
      version: 1,
      createdAt: ctx.now,
      updatedAt: ctx.now,
      importId: row.id,
      partnerId,
      row: number,
      kind,
      detail,
      state: 'open' as const,
    })),
  )
  return made
}

const isTaken = (error: unknown): boolean => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) if ('code' in at && at.code === '23505') return true
  return false
}

const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (isTaken(error) || (error instanceof AppError && error.code === 'request.changed_meanwhile'))
      throw importErrors.collided()
    throw error
  }
}

/** Carries out an import as the register stands now, in one transaction: all of its good rows or, on any failure, nothing. */
export const commitImport = async (ctx: WriteCtx, id: string) => {
  const started = performance.now()
  const row = await lockPreview(ctx, id)
  const { tenant } = ctx.actor
  await lockRegister(ctx.db, tenant)
  const decisions = await decisionsOf(ctx, id)
  const table = await tableAt(ctx, row, row.sheet)
  const evaluation = await evaluate(ctx, row.kind, table.rows, row.mapping, decisions)
  const made = await guarded(() => write(ctx, row, evaluation))
  await replaceRows(
    ctx.db,
    tenant,
    id,
    evaluation.rows.map((entry) => importRow(tenant, id, entry, decisions, made)),
  )
  await updateImport(ctx.db, tenant, id, {
    state: 'committed',
    counts: evaluation.counts,
    troubledRows: evaluation.troubledRows,
    committedAt: ctx.now,
    updatedAt: ctx.now,
    milliseconds: row.milliseconds + Math.round(performance.now() - started),
  })
  ctx.record({
    stream: 'partner',
    event: 'import.committed',
    subject: { type: 'import', id },
    after: {
      kind: row.kind,
      fileName: row.fileName,
      sha256: row.sha256,
      counts: evaluation.counts,
      mapping: row.mapping,
    },
  })
  ctx.emit('import.committed', { importId: id })
  return showResult(ctx, id)
}
