import type { z } from 'zod'
import { isKept } from '../../domain/intake/fields.ts'
import type { Decision } from '../../domain/intake/ledger-plan.ts'
import type { MappedColumn } from '../../domain/intake/ledger-row.ts'
import { authorize, type ReadCtx, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { columnName } from '../../platform/sheets/position.ts'
import { partnerRights } from '../partners/partner.policy.ts'
import type { Decisions } from './evaluation.ts'
import type { DecisionsBody, MappingBody } from './import.contract.ts'
import { importErrors } from './import.errors.ts'
import { decidedRows, type Import, listRows, lockImport, rememberedMapping, sheetContent } from './import.queries.ts'
import { keepMapping, setDecision, updateImport } from './import.store.ts'
import type { ImportKind } from './import.tables.ts'
import { showImport } from './import-show.service.ts'
import { keepReading, readRows } from './preview.service.ts'
import { unpackSheet } from './stored-sheet.ts'
import { notesOnTable, type Table, tableFor } from './table.ts'

/** Lets only those import who are responsible for every partner: a file may name any of them. */
export const assertMayImport = (ctx: Pick<ReadCtx, 'actor'>): void => {
  if (authorize(ctx, partnerRights.import).kind !== 'all') throw importErrors.whole_network_only()
}

/** The import of this tenant, locked for this transaction and still a preview. */
export const lockPreview = async (ctx: WriteCtx, id: string): Promise<Import> => {
  assertMayImport(ctx)
  const row = await lockImport(ctx.db, ctx.actor.tenant, id)
  if (row === undefined) throw platformErrors.not_found()
  if (row.state !== 'preview') throw importErrors.not_preview()
  return row
}

/** Reads the kept cells of a sheet again and finds their table. */
export const tableAt = async (ctx: ReadCtx, row: Pick<Import, 'id' | 'kind'>, position: number): Promise<Table> => {
  const content = await sheetContent(ctx.db, ctx.actor.tenant, row.id, position)
  if (content === undefined) throw importErrors.sheet_unknown()
  return tableFor(row.kind, await unpackSheet(content))
}

export const decisionsOf = async (ctx: ReadCtx, importId: string): Promise<Map<number, Decision>> => {
  const rows = await decidedRows(ctx.db, ctx.actor.tenant, importId)
  return new Map(rows.flatMap(({ number, decision }) => (decision === null ? [] : [[number, decision]])))
}

const assertMapping = (table: Table, columns: readonly MappedColumn[]): void => {
  const known = new Set(table.columns.map(({ index }) => index))
  for (const { index } of columns)
    if (!known.has(index)) throw importErrors.column_unknown({ column: columnName(index + 1) })
  if (new Set(columns.map(({ field }) => field)).size < columns.length) throw importErrors.field_twice()
  if (!columns.some(({ field }) => field === 'name' || field === 'code' || field === 'corporateNumber'))
    throw importErrors.key_missing()
}

/** Refreshes the preview of an import with a mapping and the decisions taken so far. */
const preview = async (
  ctx: WriteCtx,
  row: Import,
  table: Table,
  change: { sheet: number; mapping: MappedColumn[]; decisions: Decisions; remembered: boolean },
) => {
  const { tenant } = ctx.actor
  const reading = await readRows(ctx, { kind: row.kind, version: row.version + 1 }, table, change)
  await keepReading(ctx, row.id, reading, change.decisions)
  const { counts, troubledRows } = reading.evaluation
  await updateImport(ctx.db, tenant, row.id, {
    sheet: change.sheet,
    columns: [...table.columns],
    mapping: change.mapping,
    remembered: change.remembered,
    fingerprint: table.fingerprint,
    counts,
    troubledRows,
    skipped: table.skipped,
    notes: notesOnTable(row.kind, table, change.mapping),
    updatedAt: ctx.now,
  })
}

/** Sets which sheet is read and what its columns mean; the choice is remembered for files with the same headings. */
export const mapImport = async (ctx: WriteCtx, id: string, body: z.output<typeof MappingBody>) => {
  const row = await lockPreview(ctx, id)
  const sheet = body.sheet ?? row.sheet
  const table = await tableAt(ctx, row, sheet)
  const remembered =
    body.columns === undefined
      ? await rememberedMapping(ctx.db, ctx.actor.tenant, row.kind, table.fingerprint)
      : undefined
  const mapping = body.columns ?? remembered ?? [...table.proposal]
  if (row.kind !== 'corporate-numbers') assertMapping(table, mapping)
  const decisions: Decisions = sheet === row.sheet ? await decisionsOf(ctx, id) : new Map()
  await preview(ctx, row, table, { sheet, mapping, decisions, remembered: remembered !== undefined })
  if (body.columns !== undefined) await remember(ctx, row.kind, table.fingerprint, mapping)
  return showImport(ctx, id)
}

const remember = (ctx: WriteCtx, kind: ImportKind, fingerprint: string, mapping: MappedColumn[]): Promise<void> =>
  keepMapping(ctx.db, {
    tenantId: ctx.actor.tenant,
    id: ctx.newId(),
    createdAt: ctx.now,
    updatedAt: ctx.now,
    kind,
    fingerprint,
    mapping: mapping.filter(({ field }) => isKept(field)),
  })

/** Keeps a person's answers to asked rows and shows what follows from them. */
export const decideRows = async (ctx: WriteCtx, id: string, { decisions }: z.output<typeof DecisionsBody>) => {
  const row = await lockPreview(ctx, id)
  for (const { row: number, choice } of decisions) {
    const [asked] = await listRows(ctx.db, ctx.actor.tenant, id, {}, { after: number - 1, limit: 1 })
    if (asked?.number !== number || (asked.outcome !== 'ask' && asked.decision === null))
      throw importErrors.not_asked({ row: number })
    if (choice.kind === 'partner' && !asked.candidates.some(({ ref }) => ref === choice.ref))
      throw importErrors.choice_unknown({ row: number })
    await setDecision(ctx.db, ctx.actor.tenant, id, number, choice)
  }
  const table = await tableAt(ctx, row, row.sheet)
  const all = await decisionsOf(ctx, id)
  await preview(ctx, row, table, { sheet: row.sheet, mapping: row.mapping, decisions: all, remembered: row.remembered })
  return showImport(ctx, id)
}
