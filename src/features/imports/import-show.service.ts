import type { z } from 'zod'
import { authorize, holds, type ReadCtx } from '../../platform/context.ts'
import { readMomentCursor, writeMomentCursor } from '../../platform/db/moment-cursor.ts'
import { platformErrors } from '../../platform/errors.ts'
import { columnName } from '../../platform/sheets/position.ts'
import { partnerRights } from '../partners/partner.policy.ts'
import type { FindingsQuery, ImportsQuery, RowsQuery } from './import.contract.ts'
import { importErrors } from './import.errors.ts'
import {
  getImport,
  type Import,
  listFindings,
  listImports,
  listRows,
  nameOfMember,
  sheetsOf,
} from './import.queries.ts'
import { fileNotes, findingView, rowProblems, rowView, undoNoteView } from './import-view.ts'
import { notKeptInWords } from './note-words.ts'

const AMOUNTS: readonly string[] = ['capital', 'fee']
const FIRST_ROWS = 30
const PROBLEMS_SHOWN = 1_000

/** The import, when the reader may import at all and it belongs to the reader's organisation. */
export const readableImport = async (ctx: ReadCtx, id: string): Promise<Import> => {
  if (authorize(ctx, partnerRights.import).kind !== 'all') throw importErrors.whole_network_only()
  const row = await getImport(ctx.db, ctx.actor.tenant, id)
  if (row === undefined) throw platformErrors.not_found()
  return row
}

const summaryOf = (row: Import, createdBy: string | null) => ({
  id: row.id,
  version: row.version,
  kind: row.kind,
  state: row.state,
  fileName: row.fileName,
  counts: row.counts,
  createdAt: row.createdAt,
  createdBy,
  committedAt: row.committedAt,
  undoneAt: row.undoneAt,
})

const possible = (ctx: ReadCtx, row: Import): string[] => {
  if (!holds(ctx, partnerRights.import)) return []
  if (row.state === 'preview') return ['import:map', 'import:decide', 'import:commit']
  return row.state === 'committed' ? ['import:undo'] : []
}

/** Shows an import: what its columns mean, what its rows do or did, and its first rows in words. */
export const showImport = async (ctx: ReadCtx, id: string) => {
  const row = await readableImport(ctx, id)
  const { tenant, locale } = ctx.actor
  const first = await listRows(ctx.db, tenant, id, {}, { after: 0, limit: FIRST_ROWS })
  return {
    ...summaryOf(row, row.createdBy === null ? null : await nameOfMember(ctx.db, tenant, row.createdBy)),
    encoding: row.encoding,
    seconds: row.milliseconds / 1_000,
    sheet: row.sheet,
    sheets: await sheetsOf(ctx.db, tenant, id),
    columns: row.columns.map((column) => ({
      ...column,
      letters: columnName(column.index + 1),
      notKept: notKeptInWords(column.meaning, locale),
    })),
    mapping: row.mapping,
    remembered: row.remembered,
    unitAsked: row.mapping
      .filter(({ field, unit }) => AMOUNTS.includes(field) && unit === null)
      .map(({ index }) => index),
    skipped: row.skipped,
    notes: fileNotes(row, locale),
    first: first.map((entry) => rowView(row, entry, locale)),
    undoNotes: row.undoNotes.map((note) => undoNoteView(note, locale)),
    can: possible(ctx, row),
  }
}

/** Shows one page of an import's rows with their problems in words. */
export const showRows = async (ctx: ReadCtx, id: string, query: z.output<typeof RowsQuery>) => {
  const row = await readableImport(ctx, id)
  const { outcome, after, limit } = query
  const troubled = query.troubled === undefined ? undefined : query.troubled === 'true'
  const rows = await listRows(ctx.db, ctx.actor.tenant, id, { outcome, troubled }, { after, limit: limit + 1 })
  const items = rows.slice(0, limit)
  return {
    items: items.map((entry) => rowView(row, entry, ctx.actor.locale)),
    next: rows.length > limit ? (items.at(-1)?.number ?? null) : null,
  }
}

/** Says what an import did: its five counts, how long it took and the first thousand problems. */
export const showResult = async (ctx: ReadCtx, id: string) => {
  const row = await readableImport(ctx, id)
  const troubled = await listRows(
    ctx.db,
    ctx.actor.tenant,
    id,
    { troubled: true },
    { after: 0, limit: PROBLEMS_SHOWN + 1 },
  )
  const { rows, create, update, unchanged, ask, reject } = row.counts
  return {
    id,
    rows,
    created: create,
    updated: update,
    unchanged,
    asked: ask,
    rejected: reject,
    seconds: row.milliseconds / 1_000,
    problems: troubled.flatMap((entry) => rowProblems(row, entry, ctx.actor.locale)).slice(0, PROBLEMS_SHOWN),
    problemRows: row.troubledRows,
  }
}

/** Lists the imports of the organisation, newest first. */
export const browseImports = async (ctx: ReadCtx, { after, limit }: z.output<typeof ImportsQuery>) => {
  if (authorize(ctx, partnerRights.import).kind !== 'all') throw importErrors.whole_network_only()
  const rows = await listImports(ctx.db, ctx.actor.tenant, readMomentCursor(after), limit + 1)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1)?.row : undefined
  return {
    items: items.map(({ row, by }) => summaryOf(row, by)),
    next: last === undefined ? null : writeMomentCursor({ at: last.createdAt, id: last.id }),
  }
}

/** Lists what a payee list or the national register showed. */
export const showFindings = async (ctx: ReadCtx, id: string, { after, limit }: z.output<typeof FindingsQuery>) => {
  await readableImport(ctx, id)
  const rows = await listFindings(ctx.db, ctx.actor.tenant, id, { after: after ?? null, limit: limit + 1 })
  const items = rows.slice(0, limit)
  return {
    items: items.map((finding) => findingView(finding, ctx.actor.locale)),
    next: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
  }
}
