import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { plusSeconds } from '../../platform/clock.ts'
import type { Actor, WriteCtx } from '../../platform/context.ts'
import { collectUpload } from '../../platform/files/collect-upload.ts'
import { readSheet } from '../../platform/sheets/read-sheet.ts'
import { refuseSheet } from '../../platform/sheets/refusal-words.ts'
import { SHEET_LIMITS } from '../../platform/sheets/sheet.ts'
import { type Engine, writing } from '../../platform/work.ts'
import type { Decisions } from './evaluation.ts'
import { importErrors } from './import.errors.ts'
import { rememberedMapping } from './import.queries.ts'
import { assertMayImport } from './import.service.ts'
import { dropOldPreviews, insertImport } from './import.store.ts'
import type { ImportKind } from './import.tables.ts'
import { showImport } from './import-show.service.ts'
import { keepReading, readRows } from './preview.service.ts'
import { packSheet, type StoredSheet, toStoredSheet } from './stored-sheet.ts'
import { findTable, notesOnTable, type Table, tableFor } from './table.ts'

export type Upload = { fileName: string; kind: ImportKind; stream: Readable }

/** The largest file that may be brought in. */
export const MOST_BYTES = SHEET_LIMITS.bytes
const KEPT_PREVIEW_SECONDS = 30 * 24 * 3600

let turn: Promise<unknown> = Promise.resolve()

// One file is taken apart at a time: a workbook may unfold to a quarter of a gigabyte.
const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const mine = turn.then(work, work)
  turn = mine.catch(() => undefined)
  return mine
}

type Chosen = { position: number; table: Table }

/** The sheet whose table has the most columns of known meaning; a hidden one is read only when a person chooses it. */
const chooseSheet = (kind: ImportKind, sheets: readonly StoredSheet[]): Chosen => {
  let best: Chosen | null = null
  for (const [position, sheet] of sheets.entries()) {
    const found = sheet.hidden ? null : findTable(kind, sheet)
    if (found?.ok !== true) continue
    if (best === null || found.table.proposal.length > best.table.proposal.length)
      best = { position, table: found.table }
  }
  if (best !== null) return best
  const first = sheets.find(({ hidden, rows }) => !hidden && rows.length > 0)
  if (first === undefined) throw importErrors.no_headings()
  return { position: sheets.indexOf(first), table: tableFor(kind, first) }
}

const read = async (upload: Upload) => {
  const bytes = await collectUpload(upload.stream, MOST_BYTES)
  if (bytes === null) throw importErrors.too_large({ megabytes: MOST_BYTES / 1024 / 1024 })
  return inTurn(async () => {
    const file = await readSheet(bytes, { fileName: upload.fileName })
    if (!file.ok) throw refuseSheet(importErrors.unreadable, file)
    return {
      encoding: file.encoding ?? null,
      sheets: file.sheets.map(toStoredSheet),
      sha256: createHash('sha256').update(bytes).digest('hex'),
    }
  })
}

type Content = { encoding: string | null; sheets: StoredSheet[]; sha256: string }

const packSheets = (tenantId: string, importId: string, sheets: readonly StoredSheet[]) =>
  Promise.all(
    sheets.map(async (sheet, position) => ({
      tenantId,
      importId,
      position,
      name: sheet.name.slice(0, 200),
      hidden: sheet.hidden,
      rowCount: sheet.rows.length,
      content: await packSheet(sheet),
    })),
  )

const keep = async (ctx: WriteCtx, upload: Upload, content: Content, started: number): Promise<string> => {
  const { tenant, memberId } = ctx.actor
  const { sheets, sha256, encoding } = content
  const { position, table } = chooseSheet(upload.kind, sheets)
  const remembered = await rememberedMapping(ctx.db, tenant, upload.kind, table.fingerprint)
  const mapping = remembered ?? [...table.proposal]
  const own = { id: ctx.newId(), kind: upload.kind, version: 1 }
  const decisions: Decisions = new Map()
  const [reading, packed] = await Promise.all([
    readRows(ctx, own, table, { mapping, decisions }),
    packSheets(tenant, own.id, sheets),
  ])
  await dropOldPreviews(ctx.db, tenant, plusSeconds(ctx.now, -KEPT_PREVIEW_SECONDS))
  await insertImport(
    ctx.db,
    {
      ...own,
      tenantId: tenant,
      createdAt: ctx.now,
      updatedAt: ctx.now,
      state: 'preview',
      fileName: upload.fileName,
      sha256,
      encoding,
      sheet: position,
      columns: [...table.columns],
      mapping,
      remembered: remembered !== undefined,
      fingerprint: table.fingerprint,
      counts: reading.evaluation.counts,
      troubledRows: reading.evaluation.troubledRows,
      skipped: table.skipped,
      notes: notesOnTable(upload.kind, table, mapping),
      milliseconds: Math.round(performance.now() - started),
      createdBy: memberId,
      undoNotes: [],
    },
    packed,
  )
  await keepReading(ctx, own.id, reading, decisions)
  return own.id
}

/** Takes in a file as it streams, reads its table and keeps a preview; the register itself is not touched. */
export const receiveImport = async (engine: Engine, actor: Actor, upload: Upload) => {
  assertMayImport({ actor })
  const started = performance.now()
  const content = await read(upload)
  return writing(engine, actor, async (ctx) => {
    const id = await keep(ctx, upload, content, started)
    return showImport(ctx, id)
  })
}
