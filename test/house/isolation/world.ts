import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { buildConsole } from '../../../src/console.ts'
import { ROLES } from '../../../src/domain/access/access.ts'
import { openEngine } from '../../../src/engine.ts'
import { memoryFileStore } from '../../../src/platform/files/memory-store.ts'
import { type Log, silentLog } from '../../../src/platform/log.ts'
import { type Person, sender, startApp, testClock } from '../../support/app.ts'
import { cloneDatabase } from '../../support/database.ts'
import { startSmtpServer } from '../../support/smtp.ts'
import { startPortal } from './portal-world.ts'
import { idOf, made, type Samples, type World } from './sample.ts'

/** A word that stands nowhere else: in a company's name, an address or a code. */
export const newCanary = (): string => `cnry${randomBytes(6).toString('hex')}`

/** The samples of every feature: each puts its own into one file beside this one. */
export const allSamples = async (): Promise<Samples> => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.samples.ts'))
  const loaded: { samples: Samples }[] = await Promise.all(
    files.map((name) => import(join(import.meta.dirname, name)) as Promise<{ samples: Samples }>),
  )
  return Object.assign({}, ...loaded.map(({ samples }) => samples))
}

/** A server on a database in which nobody has founded an organisation yet. */
const unfoundedServer = async (): Promise<Person['send']> => {
  const { place, roleSecret } = await cloneDatabase()
  const running = await openEngine({
    place,
    roleSecret,
    masterKey: Buffer.alloc(32, 9),
    files: memoryFileStore(() => new Date(0)),
    log: silentLog,
    clock: testClock(),
  })
  const installation = { isSetupToken: (token: string) => token === 'x'.repeat(32), founded: async () => undefined }
  const http = await buildConsole(running.engine, installation, {
    secure: false,
    trustProxy: false,
    portalUrl: 'http://portal.test',
  })
  afterAll(async () => {
    await http.close()
    await running.close()
  })
  return sender(http, null)
}

export type Setting = { world: World; foreign: Person; logged: () => string }

/** Two organisations in one database, a colleague who is assigned to nothing, and every line that is logged. */
export const startWorld = async (): Promise<Setting> => {
  const app = await startApp()
  const lines: string[] = []
  const keep = (fields: Record<string, unknown>, message: string) => void lines.push(JSON.stringify([message, fields]))
  const log: Log = { info: keep, warn: keep, error: keep }
  Object.assign(app.engine, { log })
  const smtp = await startSmtpServer()
  afterAll(() => smtp.close())
  const foreign = await app.stranger()
  const world: World = {
    app,
    portal: await startPortal(app, foreign),
    colleague: await app.person('unit_member', 'assigned', null, [...ROLES]),
    unfounded: await unfoundedServer(),
    smtp,
    partner: async (canary) => {
      const row = await made(app.admin.send('POST', '/partners', { name: canary }))
      return { id: idOf(row), version: Number(row.version) }
    },
  }
  return { world, foreign, logged: () => lines.join('\n') }
}
