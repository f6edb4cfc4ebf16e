import { parseArgs } from 'node:util'
import type { z } from 'zod'
import type { PartnerView } from '../features/partners/partner.contract.ts'
import { CliError, type Client } from './client.ts'
import type { Answer, Command } from './command.ts'
import { writeOrSay } from './local-file.ts'
import { type PartnerRow, rowsOf } from './partner-rows.ts'
import { importPartners } from './partners-import.ts'

const FILTERS = {
  q: { type: 'string' },
  stage: { type: 'string' },
  level: { type: 'string' },
  unit: { type: 'string' },
} as const
const MOST = 1_000

const listed = (client: Client, args: string[]): Promise<PartnerRow[]> => {
  const { values } = parseArgs({ args, options: { ...FILTERS, limit: { type: 'string' } } })
  const { limit, ...filter } = values
  const wanted = Math.min(MOST, limit === undefined ? MOST : Number(limit))
  if (!Number.isInteger(wanted) || wanted < 1)
    throw new CliError('--limit は 1 以上の整数です。/ --limit is a whole number from 1.')
  return rowsOf(client, filter, wanted)
}

const ENDINGS: Record<string, string> = { xlsx: 'xlsx', csv: 'csv', 'csv-cp932': 'csv', pdf: 'pdf' }

const exportPartners = async (client: Client, args: string[]): Promise<Answer> => {
  const { values } = parseArgs({
    args,
    options: { ...FILTERS, format: { type: 'string' }, output: { type: 'string', short: 'o' } },
  })
  const { format = 'xlsx', output, ...filter } = values
  const ending = ENDINGS[format]
  if (ending === undefined)
    throw new CliError(`形式「${format}」は使えません（xlsx、csv、csv-cp932、pdf）。/ Unknown format "${format}".`)
  const bytes = await client.download(`/partners/export?${new URLSearchParams({ ...filter, format })}`)
  const file = output ?? `partners.${ending}`
  await writeOrSay(file, bytes)
  return { json: { file, format, bytes: bytes.length }, lines: [file] }
}

const line = ({ id, code, name, level, maturity }: PartnerRow): string =>
  [id, code ?? '-', name, level === null ? '-' : `R${level}`, maturity === null ? '-' : `M${maturity}`].join('\t')

/** Commands about partners. */
export const partnerCommands: Record<string, Command> = {
  import: {
    usage: 'FILE [--dry-run] [--mapping FILE]',
    about: { ja: '取引先台帳を取り込む', en: 'Import a ledger of partners' },
    run: importPartners,
  },
  export: {
    usage: '[--format xlsx|csv|csv-cp932|pdf] [-o FILE] [--q TEXT] [--stage S] [--level 0,1,…] [--unit ID]',
    about: { ja: '取引先をファイルに書き出す', en: 'Write the partners to a file' },
    run: exportPartners,
  },
  list: {
    usage: '[--q TEXT] [--stage S] [--level 0,1,…] [--unit ID] [--limit N]',
    about: { ja: '取引先を並べる', en: 'List partners' },
    run: async (client, args) => {
      const items = await listed(client, args)
      return { json: { items }, lines: items.map(line) }
    },
  },
  show: {
    usage: 'ID',
    about: { ja: '取引先を一つ見る', en: 'Show one partner' },
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
