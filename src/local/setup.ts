import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../platform/config.ts'
import { homePath } from '../platform/home/home.ts'
import { StartError } from '../platform/home/start-error.ts'

const readStdin = async (): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '')
}

const setupSecret = (home: string): string => {
  try {
    return readFileSync(join(home, 'setup.secret'), 'utf8').trim()
  } catch {
    throw new StartError(
      `${home} に初期設定の鍵がありません。npm start で起動しているか、すでに初期設定が済んでいないかご確認ください。`,
      `There is no set-up secret in ${home}: is Kizuna running on this home, and not yet set up?`,
    )
  }
}

/** Founds the organisation of a running, new home without a browser, by the one-time secret of the home. */
export const run = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({
    args,
    options: {
      org: { type: 'string' },
      email: { type: 'string' },
      name: { type: 'string' },
      locale: { type: 'string' },
      'password-stdin': { type: 'boolean' },
      'sample-company': { type: 'boolean' },
      json: { type: 'boolean' },
    },
  })
  if (values.org === undefined || values.email === undefined || values['password-stdin'] !== true) {
    throw new StartError(
      '--org、--email、--password-stdin を指定してください。',
      'Give --org, --email and --password-stdin.',
    )
  }
  const url = process.env.KIZUNA_URL ?? readConfig(process.env).publicUrl
  const answer = await fetch(`${url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': values.locale ?? 'ja' },
    body: JSON.stringify({
      setupToken: setupSecret(homePath()),
      organization: { name: values.org },
      administrator: {
        name: values.name ?? values.email.split('@')[0],
        email: values.email,
        password: await readStdin(),
        locale: values.locale === 'en' ? 'en' : 'ja',
      },
      sampleCompany: values['sample-company'] === true,
      issueToken: true,
    }),
  })
  const body = (await answer.json()) as { token?: string; title?: string }
  if (!answer.ok) throw new StartError(String(body.title), String(body.title))
  console.log(values.json === true ? JSON.stringify({ token: body.token }) : `KIZUNA_TOKEN=${body.token}`)
}
