import { assessmentCommands } from './assessments.ts'
import { catalogCommands } from './catalog.ts'
import { CliError, openClient } from './client.ts'
import type { Commands } from './command.ts'
import { partnerCommands } from './partners.ts'

const COMMANDS: Commands = {
  partners: partnerCommands,
  assessments: assessmentCommands,
  catalog: catalogCommands,
}

const HELP = ['--help', '-h', 'help', '']

const usage = (): string =>
  [
    '使い方 / Usage:',
    ...Object.entries(COMMANDS).flatMap(([noun, verbs]) =>
      Object.entries(verbs).flatMap(([verb, { usage, about }]) => [
        `  kizuna ${noun} ${verb} ${usage} [--json]`,
        `      ${about.ja} / ${about.en}`,
      ]),
    ),
    '',
    '  KIZUNA_TOKEN  API トークン / API token',
    '  KIZUNA_URL    サーバーの場所。省くと http://127.0.0.1:8787 / where the server is',
  ].join('\n')

const isBadOption = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')

const main = async (words: readonly string[]): Promise<void> => {
  const json = words.includes('--json')
  const [noun = '', verb = '', ...args] = words.filter((word) => word !== '--json')
  if (HELP.includes(noun) || args.includes('--help')) return console.log(usage())
  const command = COMMANDS[noun]?.[verb]
  if (command === undefined)
    throw new CliError(
      `「${[noun, verb].join(' ').trim()}」という命令はありません（一覧：kizuna --help）。/ There is no such command (see kizuna --help).`,
    )
  const answer = await command.run(openClient(process.env), args)
  console.log(json ? JSON.stringify(answer.json) : answer.lines.join('\n'))
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof CliError) && !isBadOption(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}
