import { parseArgs } from 'node:util'
import { toString as qrText } from 'qrcode'
import { systemClock } from '../platform/clock.ts'
import { type Config, readConfig } from '../platform/config.ts'
import { homePath } from '../platform/home/home.ts'
import { StartError } from '../platform/home/start-error.ts'
import { openDatabase } from './database.ts'
import { checkDatabase } from './doctor/database-check.ts'
import { broken, type Finding } from './doctor/finding.ts'
import { checkHome } from './doctor/home-check.ts'
import { checkMail } from './doctor/mail-check.ts'
import { checkCertificate, checkReachable, isLoopback, judgeBind, judgePublicUrl } from './doctor/network-check.ts'
import { say } from './terminal.ts'

const SIGNS = { ok: '✓', warning: '!', broken: '✗' } as const

const settings = (): Config | Finding => {
  try {
    return readConfig(process.env)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return broken(
      'settings',
      [`設定に誤りがあります: ${reason}`, `A setting is wrong: ${reason}`],
      ['環境変数を直してください。', 'Correct the environment variable.'],
    )
  }
}

const databaseFindings = async (now: string): Promise<Finding[]> => {
  try {
    const database = await openDatabase()
    try {
      return [...(await checkDatabase(database, now)), ...(await checkMail(database))]
    } finally {
      await database.close()
    }
  } catch (error) {
    // What the driver says can quote values; only our own sentences and codes are shown.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    const [ja, en]: [string, string] =
      error instanceof StartError
        ? [error.ja, error.en]
        : [`データベースを調べられません(${code})。`, `The database cannot be examined (${code}).`]
    return [
      broken(
        'database',
        [ja, en],
        [
          'データベースを使える状態にしてから、もう一度行ってください。',
          'Make the database reachable and run this again.',
        ],
      ),
    ]
  }
}

const networkFindings = async (config: Config, now: string): Promise<Finding[]> => {
  const findings = [judgePublicUrl('PUBLIC_URL', config.publicUrl), judgeBind(config), ...checkCertificate(config, now)]
  if (config.portalUrl !== config.publicUrl) findings.push(judgePublicUrl('PORTAL_URL', config.portalUrl))
  return [...findings, ...(await checkReachable(config.portalUrl))]
}

// A home that is not there, or that a restore left half-filled, has no database to be judged.
const isWhole = (home: readonly Finding[]): boolean =>
  !home.some(({ check, state }) => (check === 'home' || check === 'restore') && state === 'broken')

/** Looks at an installation and says what is well, what is not, and what to do; non-zero when something is broken. */
export const run = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } })
  const now = systemClock.now()
  const home = checkHome(homePath())
  const config = settings()
  const findings = [
    ...home,
    ...(isWhole(home) ? await databaseFindings(now) : []),
    ...('check' in config ? [config] : await networkFindings(config, now)),
  ]
  const failed = findings.filter(({ state }) => state === 'broken').length
  const warned = findings.filter(({ state }) => state === 'warning').length
  if (failed > 0) process.exitCode = 1
  if (values.json === true) {
    console.log(JSON.stringify({ ok: failed === 0, broken: failed, warnings: warned, findings }))
    return
  }
  for (const { state, ja, en, todo } of findings) {
    console.log(`${SIGNS[state]} ${ja}\n  ${en}`)
    if (todo) console.log(`  → ${todo.ja}\n  → ${todo.en}`)
  }
  say(`異常 ${failed} 件、注意 ${warned} 件。`, `${failed} broken, ${warned} to look at.`)
  if (!('check' in config) && !isLoopback(new URL(config.portalUrl).hostname)) await showPhoneTest(config.portalUrl)
}

const showPhoneTest = async (url: string): Promise<void> => {
  console.log(await qrText(`${url}/healthz`, { type: 'terminal', small: true }))
  say(
    'スマートフォンの Wi-Fi を切り、この QR コードを読み取ってください。「ok」と表示されれば、社外から開けます。',
    'Switch off Wi-Fi on a phone and scan this code: if it shows "ok", partners outside can open the address.',
  )
}
