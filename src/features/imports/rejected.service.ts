import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { ReadCtx } from '../../platform/context.ts'
import { writeXlsx } from '../../platform/sheets/write-workbook.ts'
import { type ImportRow, listRows } from './import.queries.ts'
import { tableAt } from './import.service.ts'
import { readableImport } from './import-show.service.ts'
import { rowProblems } from './import-view.ts'

const WORDS = {
  ja: { row: '行', reason: '理由', sheet: '取り込めなかった行' },
  en: { row: 'Row', reason: 'Reason', sheet: 'Rows not imported' },
}
const PAGE = 2_000

/** Writes the rows that were held back or must still be decided, in the columns of the original file, each with its reasons. */
export const exportRejected = async (ctx: ReadCtx, id: string) => {
  const row = await readableImport(ctx, id)
  const { tenant, locale } = ctx.actor
  const words = WORDS[locale]
  const bad: ImportRow[] = []
  for (const outcome of ['reject', 'ask'] as const)
    for (let after = 0; ; ) {
      const page = await listRows(ctx.db, tenant, id, { outcome }, { after, limit: PAGE })
      bad.push(...page)
      after = page.at(-1)?.number ?? 0
      if (page.length < PAGE) break
    }
  const table = await tableAt(ctx, row, row.sheet)
  const cellsOf = new Map(table.rows.map(({ number, cells }) => [number, cells]))
  const columns = row.columns.map(({ heading }) => ({ header: heading, width: 18, kind: 'text' as const }))
  const rows = bad
    .sort((a, b) => a.number - b.number)
    .map((entry) => [
      ...row.columns.map(({ index }) => cellsOf.get(entry.number)?.[index] ?? ''),
      String(entry.number),
      rowProblems(row, entry, locale)
        .map(({ text }) => text)
        .join('\n'),
    ])
  const output = new PassThrough()
  const made = buffer(output)
  await writeXlsx(
    {
      creator: 'Kizuna',
      createdAt: new Date(ctx.now),
      sheets: [
        {
          name: words.sheet,
          columns: [
            ...columns,
            { header: words.row, width: 8, kind: 'text' },
            { header: words.reason, width: 60, kind: 'text' },
          ],
          rows,
        },
      ],
    },
    output,
  )
  const base = row.fileName.replace(/\.[^.]*$/, '')
  return { name: `${base}_${words.sheet}.xlsx`, body: await made }
}
