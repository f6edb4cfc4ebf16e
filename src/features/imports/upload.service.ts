import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { plusSeconds } from '../../platform/clock.ts'
import type { Actor, WriteCtx } from '../../platform/context.ts'
import { readSheet, type SheetFile } from '../../platform/sheets/read-sheet.ts'
import { SHEET_LIMITS } from '../../platform/sheets/sheet.ts'
import { type Engine, writing } from '../../platform/work.ts'
import { evaluate } from './evaluate.ts'
import { importErrors } from './import.errors.ts'
import { rememberedMapping } from './import.queries.ts'
import { assertMayImport } from './import.service.ts'
import { dropOldPreviews, insertImport, replaceRows } from './import.store.ts'
import type { ImportKind } from './import.tables.ts'
import { importRow } from './import-row.ts'
import { showImport } from './import-show.service.ts'
import { refusalInWords } from './refusal-words.ts'
import { packSheet, type StoredSheet, toStoredSheet } from './stored-sheet.ts'
import { nationalTable, notesOnTable, tableFor, tableOf } from './table.ts'

export type Upload = { fileName: string; kind: ImportKind; stream: Readable; announced: number }

const LIMIT = SHEET_LIMITS.bytes
const KEPT_PREVIEW_SECONDS = 30 * 24 * 3600

const tooLarge = () => importErrors.too_large({ megabytes: LIMIT / 1024 / 1024 })

const collect = async ({ stream, announced }: Upload): Promise<Buffer> => {
  if (announced > LIMIT) throw tooLarge()
  const chunks: Buffer[] = []
  let size = 0
  // The stream must survive a refusal, since the answer goes out on the same socket.
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk as Uint8Array)
    size += bytes.length
    if (size > LIMIT) throw tooLarge()
    chunks.push(bytes)
  }
  return Buffer.concat(chunks, size)
}

let turn: Promise<unknown> = Promise.resolve()

// One file is taken apart at a time: a workbook may unfold to a quarter of a gigabyte.
const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const mine = turn.then(work, work)
  turn = mine.catch(() => undefined)
  return mine
}

const bestSheet = (kind: ImportKind, sheets: readonly StoredSheet[]): number => {
  const sizes = sheets.map((sheet) => {
    const found = kind === 'corporate-numbers' ? nationalTable(sheet) : tableOf(sheet)
    return found.ok ? found.table.proposal.length + 1 : 0
  })
  // A hidden sheet is read only when a person chooses it.
  const open = sizes.map((size, at) => (sheets[at]?.hidden === true ? 0 : size))
  return Math.max(0, open.indexOf(Math.max(...open)))
}

const read = async (upload: Upload, locale: Actor['locale']) => {
  const bytes = await collect(upload)
  return inTurn(async () => {
    const file = await readSheet(bytes, { fileName: upload.fileName })
    if (!file.ok) throw importErrors.unreadable({ reason: refusalInWords(file, locale) })
    return { file, sheets: file.sheets.map(toStoredSheet), sha256: createHash('sha256').update(bytes).digest('hex') }
  })
}

const keep = async (
  ctx: WriteCtx,
  upload: Upload,
  { file, sheets, sha256 }: { file: SheetFile; sheets: StoredSheet[]; sha256: string },
  started: number,
): Promise<string> => {
  const { tenant, memberId } = ctx.actor
  const position = bestSheet(upload.kind, sheets)
  const table = tableFor(
    upload.kind,
    sheets[position] ?? { name: '', hidden: false, hiddenColumns: [], top: [], rows: [] },
  )
  const remembered = await rememberedMapping(ctx.db, tenant, upload.kind, table.fingerprint)
  const mapping = remembered ?? [...table.proposal]
  const evaluation = await evaluate(ctx, upload.kind, table.rows, mapping, new Map())
  const id = ctx.newId()
  await dropOldPreviews(ctx.db, tenant, plusSeconds(ctx.now, -KEPT_PREVIEW_SECONDS))
  const packed = await Promise.all(
    sheets.map(async (sheet, at) => ({
      tenantId: tenant,
      importId: id,
      position: at,
      name: sheet.name.slice(0, 200),
      hidden: sheet.hidden,
      rowCount: sheet.rows.length,
      content: await packSheet(sheet),
    })),
  )
  await insertImport(
    ctx.db,
    {
      tenantId: tenant,
      id,
      createdAt: ctx.now,
      updatedAt: ctx.now,
      kind: upload.kind,
      state: 'preview',
      fileName: upload.fileName,
      sha256,
      encoding: file.encoding ?? null,
      sheet: position,
      columns: [...table.columns],
      mapping,
      remembered: remembered !== undefined,
      fingerprint: table.fingerprint,
      counts: evaluation.counts,
      troubledRows: evaluation.troubledRows,
      skipped: table.skipped,
      notes: notesOnTable(table, mapping),
      milliseconds: Math.round(performance.now() - started),
      createdBy: memberId,
      undoNotes: [],
    },
    packed,
  )
  await replaceRows(
    ctx.db,
    tenant,
    id,
    evaluation.rows.map((row) => importRow(tenant, id, row, new Map(), new Map())),
  )
  return id
}

/** Takes in a file as it streams, reads its table and keeps a preview; the register itself is not touched. */
export const receiveImport = async (engine: Engine, actor: Actor, upload: Upload) => {
  assertMayImport({ actor })
  const started = performance.now()
  const content = await read(upload, actor.locale)
  return writing(engine, actor, async (ctx) => {
    const id = await keep(ctx, upload, content, started)
    return showImport(ctx, id)
  })
}
