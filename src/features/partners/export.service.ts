import { PassThrough, Readable } from 'node:stream'
import type { z } from 'zod'
import { type Actor, authorize, type ReadCtx, type WriteCtx } from '../../platform/context.ts'
import { renderPdf } from '../../platform/documents/pdf.ts'
import { platformErrors } from '../../platform/errors.ts'
import { writeCsv } from '../../platform/sheets/write-delimited.ts'
import { type SheetValue, writeXlsx } from '../../platform/sheets/write-workbook.ts'
import { type Engine, reading, writing } from '../../platform/work.ts'
import { readMember, readOrganization } from '../organizations/organization.queries.ts'
import type { ExportQuery } from './export.contract.ts'
import { exportErrors } from './export.errors.ts'
import { columnsFor, EXPORT_WORDS } from './export.words.ts'
import { registerDocument } from './export-document.ts'
import { exportRow } from './export-row.ts'
import { partnerRights } from './partner.policy.ts'
import { type ListedPartner, listPartners } from './partner.queries.ts'
import { countPartnersWhere } from './partner-facets.queries.ts'
import { readerOf } from './partner-list.service.ts'

type Query = z.output<typeof ExportQuery>
type Job = {
  engine: Engine
  actor: Actor
  query: Query
  bulk: boolean
  rows: number
  who: string
  organization: string
  at: string
  createdAt: Date
}
type Made = { name: string; mediaType: string; body: Buffer | NodeJS.ReadableStream }

/** More rows than this need the right to export in bulk. */
const SMALL = 200
const PAGE = 2_000
const MOST_PRINTED = 2_000
const UTF8_MARK = 3

const filterOf = ({ format: _format, sort: _sort, columns: _columns, ...filter }: Query) => filter

const moment = (ctx: ReadCtx): string =>
  `${ctx.today} ${new Date(ctx.now).toLocaleTimeString('sv-SE', { timeZone: ctx.zone, hour: '2-digit', minute: '2-digit' })}`

/** Decides and writes down who takes what out of the house, before the first row leaves. */
const begin = async (ctx: WriteCtx, engine: Engine, query: Query): Promise<Job> => {
  const { actor } = ctx
  const filter = filterOf(query)
  const seen = await countPartnersWhere(ctx.db, readerOf(ctx), filter)
  const bulk = seen > SMALL
  if (bulk) authorize(ctx, partnerRights.export)
  const rows = bulk ? await countPartnersWhere(ctx.db, readerOf(ctx, partnerRights.export), filter) : seen
  if (query.format === 'pdf' && rows > MOST_PRINTED)
    throw exportErrors.too_long_to_print({ count: rows, most: MOST_PRINTED })
  const member = await readMember(ctx.db, actor.tenant, actor.memberId ?? actor.id)
  const organization = await readOrganization(ctx.db, actor.tenant)
  ctx.record({
    stream: 'partner',
    event: 'partners.exported',
    subject: { type: 'member', id: actor.memberId ?? actor.id },
    after: { format: query.format, filter, rows },
  })
  const createdAt = new Date(ctx.now)
  const names = { who: member?.name ?? actor.id, organization: organization?.name ?? '' }
  return { engine, actor, query, bulk, rows, ...names, at: moment(ctx), createdAt }
}

/** The register page by page, each in a transaction of its own, so that a long download holds nothing open. */
async function* pages({ engine, actor, query, bulk }: Job): AsyncGenerator<ListedPartner[]> {
  let after: string | undefined
  do {
    const from = after
    const page = await reading(engine, actor, (ctx) => {
      const reader = readerOf(ctx, bulk ? partnerRights.export : partnerRights.read)
      return listPartners(ctx.db, reader, filterOf(query), { sort: query.sort, after: from, limit: PAGE })
    })
    yield page.items
    after = page.next ?? undefined
  } while (after !== undefined)
}

async function* rowsOf(job: Job): AsyncGenerator<SheetValue[]> {
  for await (const page of pages(job))
    for (const row of page) yield exportRow(row, job.actor.locale, columnsFor(job.query.columns))
}

const headings = (job: Job): string[] =>
  columnsFor(job.query.columns).map(({ key }) => EXPORT_WORDS[job.actor.locale].columns[key])

const workbook = (job: Job): NodeJS.ReadableStream => {
  const words = EXPORT_WORDS[job.actor.locale]
  const out = new PassThrough()
  const columns = columnsFor(job.query.columns).map(({ key, width, kind }) => ({
    header: words.columns[key],
    width,
    kind,
  }))
  const mark = words.mark(job.who, job.at)
  const content = { creator: job.who, createdAt: job.createdAt, watermark: mark }
  writeXlsx({ ...content, sheets: [{ name: words.sheet, columns, rows: rowsOf(job) }] }, out).catch((error: unknown) =>
    out.destroy(error instanceof Error ? error : new Error('export failed')),
  )
  return out
}

async function* utf8(job: Job): AsyncGenerator<Uint8Array> {
  const write = (rows: SheetValue[][]) => {
    const made = writeCsv(rows, { encoding: 'utf-8-bom' })
    return made.ok ? made.bytes : new Uint8Array()
  }
  yield write([headings(job)])
  for await (const page of pages(job))
    yield write(page.map((row) => exportRow(row, job.actor.locale, columnsFor(job.query.columns)))).subarray(UTF8_MARK)
}

/** All of the file, since one character that the encoding lacks stops it before anything is sent. */
const shiftJis = async (job: Job): Promise<Buffer> => {
  const parts: Uint8Array[] = []
  const missing: { row: number; column: string; character: string }[] = []
  let count = 0
  let line = 0
  const add = (rows: SheetValue[][]): void => {
    const made = writeCsv(rows, { encoding: 'cp932' })
    if (made.ok) parts.push(made.bytes)
    else {
      count += made.params.count
      missing.push(...made.characters.map((each) => ({ ...each, row: each.row + line })))
    }
    line += rows.length
  }
  add([headings(job)])
  for await (const page of pages(job))
    add(page.map((row) => exportRow(row, job.actor.locale, columnsFor(job.query.columns))))
  if (count === 0) return Buffer.concat(parts)
  const fields = missing.slice(0, 100).map(({ row, column, character }) => ({
    field: `${column}${row}`,
    code: exportErrors.unmappable.code,
    message: character,
  }))
  throw exportErrors.unmappable({ count }, fields)
}

const printed = async (job: Job): Promise<Buffer> => {
  const rows: ListedPartner[] = []
  for await (const page of pages(job)) rows.push(...page)
  const made = await renderPdf(
    registerDocument(rows.slice(0, MOST_PRINTED), job.actor.locale, job, job.query.columns),
    {
      missingCharacters: 'mark',
    },
  )
  if (!made.ok) throw platformErrors.internal()
  return Buffer.from(made.bytes)
}

/** Exports what the reader sees of the register; more than 200 rows need the right to, and each export is on the ledger. */
export const exportPartners = async (engine: Engine, actor: Actor | null, query: Query): Promise<Made> => {
  if (actor === null) throw platformErrors.unauthenticated()
  const job = await writing(engine, actor, (ctx) => begin(ctx, engine, query))
  const name = (ending: string) => `${EXPORT_WORDS[actor.locale].file}_${job.at.slice(0, 10)}.${ending}`
  switch (query.format) {
    case 'xlsx': {
      const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
      return { name: name('xlsx'), mediaType, body: workbook(job) }
    }
    case 'csv':
      return { name: name('csv'), mediaType: 'text/csv; charset=utf-8', body: Readable.from(utf8(job)) }
    case 'csv-cp932':
      return { name: name('csv'), mediaType: 'text/csv; charset=shift_jis', body: await shiftJis(job) }
    case 'pdf':
      return { name: name('pdf'), mediaType: 'application/pdf', body: await printed(job) }
  }
}
