import { CliError, openClient } from './client.ts'
import type { Commands } from './command.ts'
import { partnerCommands } from './partners.ts'

const COMMANDS: Commands = { partners: partnerCommands }

const usage = (): string =>
  Object.entries(COMMANDS)
    .flatMap(([noun, verbs]) =>
      Object.entries(verbs).map(([verb, { usage }]) => `  kizuna ${noun} ${verb} ${usage} [--json]`),
    )
    .join('\n')

const isBadOption = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')

const main = async (words: readonly string[]): Promise<void> => {
  const json = words.includes('--json')
  const [noun = '', verb = '', ...args] = words.filter((word) => word !== '--json')
  const command = COMMANDS[noun]?.[verb]
  if (command === undefined) throw new CliError(`使い方 / Usage:\n${usage()}`)
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
