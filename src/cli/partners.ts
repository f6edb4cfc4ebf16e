import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import type { ImportResult, ImportView, MappingBody } from '../features/imports/import.contract.ts'
import type { PartnerList, PartnerView } from '../features/partners/partner.contract.ts'
import { CliError, type Client } from './client.ts'
import type { Answer, Command } from './command.ts'

type Preview = z.output<typeof ImportView>
type Result = z.output<typeof ImportResult>
type Row = z.output<typeof PartnerList>['items'][number]
type Mapping = z.input<typeof MappingBody>

const readOrSay = async (path: string): Promise<Uint8Array<ArrayBuffer>> => {
  try {
    return new Uint8Array(await readFile(path))
  } catch {
    throw new CliError(`${path} を読めません。/ Cannot read ${path}.`)
  }
}

const UNITS = new Set(['yen', 'thousandYen', 'tenThousandYen', 'millionYen', 'hundredMillionYen'])

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

const importPartners = async (client: Client, args: string[]): Promise<Answer> => {
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

const FILTERS = {
  q: { type: 'string' },
  stage: { type: 'string' },
  level: { type: 'string' },
  unit: { type: 'string' },
} as const
const PAGE = 200

const listed = async (client: Client, args: string[], most: number): Promise<Row[]> => {
  const { values } = parseArgs({ args, options: { ...FILTERS, limit: { type: 'string' } } })
  const { limit, ...filter } = values
  const wanted = Math.min(most, limit === undefined ? most : Number(limit))
  if (!Number.isInteger(wanted) || wanted < 1)
    throw new CliError('--limit は 1 以上の整数です。/ --limit is a whole number from 1.')
  const rows: Row[] = []
  let after: string | null = ''
  while (after !== null && rows.length < wanted) {
    const query = new URLSearchParams({ ...filter, limit: String(Math.min(PAGE, wanted - rows.length)) })
    if (after !== '') query.set('after', after)
    const page: z.output<typeof PartnerList> = await client.get(`/partners?${query}`)
    rows.push(...page.items)
    after = page.next
  }
  return rows
}

const line = ({ id, code, name, level, maturity }: Row): string =>
  [id, code ?? '-', name, level === null ? '-' : `R${level}`, maturity === null ? '-' : `M${maturity}`].join('\t')

/** Commands about partners. */
export const partnerCommands: Record<string, Command> = {
  import: { usage: 'FILE [--dry-run] [--mapping FILE]', run: importPartners },
  list: {
    usage: '[--q TEXT] [--stage S] [--level 0,1,…] [--unit ID] [--limit N]',
    run: async (client, args) => {
      const items = await listed(client, args, 1_000)
      return { json: { items }, lines: items.map(line) }
    },
  },
  show: {
    usage: 'ID',
    run: async (client, [id]) => {
      if (id === undefined) throw new CliError('取引先の ID を指定してください。/ Name the id of a partner.')
      const partner = await client.get<z.output<typeof PartnerView>>(`/partners/${encodeURIComponent(id)}`)
      const text = Object.entries(partner).map(
        ([key, value]) => `${key}\t${typeof value === 'string' ? value : JSON.stringify(value)}`,
      )
      return { json: partner, lines: text }
    },
  },
}
