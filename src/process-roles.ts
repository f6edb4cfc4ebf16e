import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { RECIPIENT_CHECKS, SUBSCRIBERS } from './app.ts'
import { buildConsole } from './console.ts'
import { openEngine, prepareDatabase } from './engine.ts'
import { awaitsSetup } from './features/organizations/setup.service.ts'
import { equipAll } from './founding.ts'
import { openInstallation } from './installation.ts'
import type { Config } from './platform/config.ts'
import type { Connection } from './platform/db/bootstrap.ts'
import { diskFileStore } from './platform/files/disk-store.ts'
import { secretFile } from './platform/home/secret.ts'
import { StartError } from './platform/home/start-error.ts'
import type { Log } from './platform/log.ts'
import { buildPortal } from './portal.ts'
import { startWorker } from './worker.ts'

/** How long a stop waits for requests that are under way. */
const LAST_REQUESTS_MS = 5_000

const listenAt = async (http: FastifyInstance, at: { host: string; port: number }): Promise<void> => {
  try {
    await http.listen(at)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    throw new StartError(
      `${at.host} のポート ${at.port} は、ほかのプログラムが使っています。そちらを止めるか、PORT(ポータルは PORTAL_PORT)で別の番号を指定してください。`,
      `Port ${at.port} of ${at.host} is used by another program: stop that one, or set another PORT (PORTAL_PORT for the portal).`,
    )
  }
}

/** Lets the requests under way end, but not an upload that hangs. */
const closeSoon = async (http: FastifyInstance): Promise<void> => {
  const impatience = setTimeout(() => http.server.closeAllConnections(), LAST_REQUESTS_MS)
  await http.close()
  clearTimeout(impatience)
}

type Ground = {
  config: Config
  /** The path of the opened home. */
  home: string
  admin: Connection
  database: string
  log: Log
  say: (line: string) => void
  /** Keeps what is to be done at the stop, last first. */
  atStop: (step: () => Promise<void> | void) => void
}

/** Starts what an installation runs on its database: schema, pages, portal, worker, as its role asks. */
export const startRoles = async ({ config, home, admin, database, log, say, atStop }: Ground): Promise<void> => {
  const roleSecret = secretFile(home, 'database-roles.secret')
  const place = await prepareDatabase(admin, database, roleSecret)
  const masterKey = Buffer.from(secretFile(home, 'master.key'), 'hex')
  const files = diskFileStore(join(home, 'files'))
  const running = await openEngine({ place, roleSecret, masterKey, files, log })
  atStop(running.close)
  await equipAll(running.engine)
  const startWork = async (): Promise<void> => {
    const parts = { subscribers: SUBSCRIBERS, checks: RECIPIENT_CHECKS }
    const worker = await startWorker(place, roleSecret, running.engine, parts)
    atStop(worker.stop)
  }
  if (config.role === 'worker') {
    await startWork()
    say('Kizuna: worker')
    return
  }
  const installation = openInstallation(home, running.engine)
  const secure = config.publicUrl.startsWith('https:')
  const https = config.tls && { cert: readFileSync(config.tls.certFile), key: readFileSync(config.tls.keyFile) }
  const http = await buildConsole(running.engine, installation, {
    secure,
    trustProxy: config.trustProxy,
    portalUrl: config.portalUrl,
    portalElsewhere: config.portalPort !== undefined,
    ...(https ? { https } : {}),
  })
  atStop(() => closeSoon(http))
  await listenAt(http, { host: config.host, port: config.port })
  say(`Kizuna: ${config.publicUrl}`)
  if (config.portalPort !== undefined) {
    const portal = await buildPortal(running.engine, {
      secure: config.portalUrl.startsWith('https:'),
      trustProxy: config.trustProxy,
      ...(https ? { https } : {}),
    })
    atStop(() => closeSoon(portal))
    await listenAt(portal, { host: config.portalHost ?? config.host, port: config.portalPort })
    say(`回答ポータル / Portal: ${config.portalUrl}`)
  }
  if (await awaitsSetup(running.engine))
    say(`初期設定 / Set-up: ${config.publicUrl}/setup#${installation.setupToken()}`)
  // Pages come first: nobody waits for the worker to be ready.
  if (config.role === 'all') await startWork()
}
