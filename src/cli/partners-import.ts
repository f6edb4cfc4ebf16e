import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import { AMOUNT_UNITS } from '../domain/intake/fields.ts'
import type { ImportResult, ImportView, MappingBody } from '../features/imports/import.contract.ts'
import { CliError, type Client } from './client.ts'
import type { Answer } from './command.ts'
import { readOrSay } from './local-file.ts'

type Preview = z.output<typeof ImportView>
type Result = z.output<typeof ImportResult>
type Mapping = z.input<typeof MappingBody>

const UNITS = new Set<string>(AMOUNT_UNITS)

/** A mapping file names columns by heading: {"取引先名": "name", "資本金": "capital:millionYen"}. */
const readMapping = async (path: string, preview: Preview): Promise<Mapping> => {
  const text = Buffer.from(await readOrSay(path)).toString('utf8')
  let named: unknown
  try {
    named = JSON.parse(text)
  } catch {
    throw new CliError(`${path} は JSON ではありません。/ ${path} is not JSON.`)
  }
  if (typeof named !== 'object' || named === null || Array.isArray(named))
    throw new CliError(`${path} は見出しと項目の組ではありません。/ ${path} does not pair headings with fields.`)
  const columns = Object.entries(named).map(([heading, meaning]) => {
    const found = preview.columns.find((column) => column.heading === heading)
    if (found === undefined) throw new CliError(`見出し「${heading}」がありません。/ There is no heading "${heading}".`)
    const [field = '', unit] = String(meaning).split(':')
    if (unit !== undefined && !UNITS.has(unit))
      throw new CliError(`単位「${unit}」は使えません。/ Unknown unit "${unit}".`)
    return { index: found.index, field, unit: unit ?? null }
  })
  return { columns } as Mapping
}

const counts = ({
  rows,
  created,
  updated,
  unchanged,
  asked,
  rejected,
  seconds,
}: Omit<Result, 'id' | 'problems' | 'problemRows'>) =>
  `${rows}行：新規 ${created}、更新 ${updated}、変更なし ${unchanged}、要確認 ${asked}、取込不可 ${rejected}（${seconds.toFixed(1)}秒）`

/** Brings a ledger of partners in, or with --dry-run says what it would do. */
export const importPartners = async (client: Client, args: string[]): Promise<Answer> => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean' }, mapping: { type: 'string' } },
  })
  const [path] = positionals
  if (path === undefined) throw new CliError('取り込むファイルを指定してください。/ Name the file to import.')
  const bytes = await readOrSay(path)
  const started = performance.now()
  const preview = await client.upload<Preview>(
    `/imports?kind=partners&fileName=${encodeURIComponent(basename(path))}`,
    bytes,
  )
  if (values.mapping !== undefined)
    await client.send('PUT', `/imports/${preview.id}/mapping`, await readMapping(values.mapping, preview))
  const result =
    values['dry-run'] === true
      ? await client.get<Result>(`/imports/${preview.id}/result`)
      : await client.send<Result>('POST', `/imports/${preview.id}/commit`)
  const { rows, created, updated, unchanged, asked, rejected, problems } = result
  // As the caller sees it: from the upload to the answer that everything is committed.
  const seconds = Math.round(performance.now() - started) / 1_000
  return {
    json: { rows, created, updated, unchanged, asked, rejected, seconds, problems, importId: result.id },
    lines: [counts({ ...result, seconds }), ...problems.slice(0, 50).map(({ text }) => text)],
  }
}
