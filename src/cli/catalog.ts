import { parseArgs } from 'node:util'
import type { z } from 'zod'
import type { CatalogView, VersionView } from '../features/catalog/catalog.contract.ts'
import { CliError, type Client } from './client.ts'
import type { Answer, Command } from './command.ts'
import { readOrSay, writeOrSay } from './local-file.ts'

type Listed = z.output<typeof CatalogView>['items'][number]

const documents = async (client: Client): Promise<Listed[]> =>
  (await client.get<z.output<typeof CatalogView>>('/catalog')).items

const exportDocument = async (client: Client, args: string[]): Promise<Answer> => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { no: { type: 'string' }, output: { type: 'string', short: 'o' } },
  })
  const [kind, key] = positionals
  if (kind === undefined || key === undefined)
    throw new CliError('文書の種類とキーを指定してください。/ Name the kind and the key of a document.')
  const no = values.no ?? (await documents(client)).find((each) => each.kind === kind && each.key === key)?.no
  if (no === undefined) throw new CliError(`文書 ${kind} ${key} がありません。/ There is no document ${kind} ${key}.`)
  const path = [kind, key, 'versions', String(no), 'yaml'].map(encodeURIComponent).join('/')
  const bytes = await client.download(`/catalog/${path}`)
  const head = { kind, key, no: Number(no) }
  if (values.output !== undefined) {
    await writeOrSay(values.output, bytes)
    return { json: { ...head, file: values.output }, lines: [values.output] }
  }
  const yaml = Buffer.from(bytes).toString('utf8')
  return { json: { ...head, yaml }, lines: [yaml.trimEnd()] }
}

/** A document does not name its kind: one of the same key tells it. */
const kindOf = async (client: Client, yaml: string): Promise<string> => {
  const key = /^key:\s*["']?([a-z0-9-]+)/m.exec(yaml)?.[1]
  const kinds = new Set((await documents(client)).filter((each) => each.key === key).map(({ kind }) => kind))
  const [kind] = kinds
  if (kind === undefined || kinds.size > 1)
    throw new CliError('--kind で文書の種類を指定してください。/ Name the kind of the document with --kind.')
  return kind
}

const replacedDraft = (given: string | undefined): number | null => {
  if (given === undefined) return null
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given)
  throw new CliError(
    `--replace-draft には下書きの版を数字で指定してください（${given}）。/ Name the version of the draft as a number (${given}).`,
  )
}

const importDocument = async (client: Client, args: string[]): Promise<Answer> => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { kind: { type: 'string' }, 'replace-draft': { type: 'string' } },
  })
  const [file] = positionals
  if (file === undefined) throw new CliError('取り込むファイルを指定してください。/ Name the file to import.')
  const yaml = Buffer.from(await readOrSay(file)).toString('utf8')
  const kind = values.kind ?? (await kindOf(client, yaml))
  const draftVersion = replacedDraft(values['replace-draft'])
  const body = { kind, yaml, draftVersion }
  const draft = await client.send<z.output<typeof VersionView>>('POST', '/catalog/import', body)
  const { key, no, status, version } = draft
  return {
    json: { kind, key, no, status, version },
    lines: [
      `${kind} ${key} 第${no}版を下書きにしました（版 ${version}）/ version ${no} is a draft (revision ${version})`,
    ],
  }
}

/** Commands about the policy and texts of the organisation. */
export const catalogCommands: Record<string, Command> = {
  export: {
    usage: 'KIND KEY [--no N] [-o FILE]',
    about: { ja: 'きまりや文面を YAML に書き出す', en: 'Write a policy or text as YAML' },
    run: exportDocument,
  },
  import: {
    usage: 'FILE [--kind KIND] [--replace-draft VERSION]',
    about: { ja: 'YAML を下書きとして取り込む', en: 'Take YAML in as a draft' },
    run: importDocument,
  },
}
