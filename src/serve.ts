import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { RECIPIENT_CHECKS, SUBSCRIBERS } from './app.ts'
import { buildConsole } from './console.ts'
import { openEngine, prepareDatabase } from './engine.ts'
import { awaitsSetup } from './features/organizations/setup.service.ts'
import { equipAll } from './founding.ts'
import { openInstallation } from './installation.ts'
import { readConfig } from './platform/config.ts'
import type { Connection } from './platform/db/bootstrap.ts'
import { diskFileStore } from './platform/files/disk-store.ts'
import { homePath, openHome } from './platform/home/home.ts'
import { secretFile } from './platform/home/secret.ts'
import { StartError } from './platform/home/start-error.ts'
import { refuseUnfinishedRestore } from './platform/home/unfinished-restore.ts'
import { createLog } from './platform/log.ts'
import { startPostgres } from './platform/postgres/embedded.ts'
import { externalPostgres } from './platform/postgres/external.ts'
import { buildPortal } from './portal.ts'
import { startWorker } from './worker.ts'

export type Serving = {
  stop: () => Promise<void>
  address: string
  /** Resolves when the private database has ended: with what to say when nobody asked it to. */
  databaseLost: Promise<StartError | undefined>
}

const DATABASE = 'kizuna'
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

// Serving nothing but errors would be a silence; ended with a reason, whatever started us can start us again.
const lost = (reason: string): StartError =>
  new StartError(
    `データベースが止まったため、終了しました(${reason})。もう一度起動すると、確定した内容から再開します。`,
    `Stopped because the database ended (${reason}). Start again: it goes on from what was committed.`,
  )

/** Lets the requests under way end, but not an upload that hangs. */
const closeSoon = async (http: FastifyInstance): Promise<void> => {
  const impatience = setTimeout(() => http.server.closeAllConnections(), LAST_REQUESTS_MS)
  await http.close()
  clearTimeout(impatience)
}

/** Starts one installation: home, database, schema, server; says each step that takes noticeably long. */
export const startServing = async (
  env: Record<string, string | undefined>,
  say: (line: string) => void,
): Promise<Serving> => {
  const config = readConfig(env)
  const log = createLog(config.logLevel)
  const home = openHome(homePath(env), { privateDatabase: config.databaseUrl === undefined })
  const undo: (() => Promise<void> | void)[] = [() => home.close()]
  let databaseLost: Serving['databaseLost'] = Promise.resolve(undefined)
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    refuseUnfinishedRestore(home.path)
    const server =
      config.databaseUrl === undefined
        ? await startPostgres({
            home: home.path,
            database: 'postgres',
            log: (line) => log.info({ line }, 'database'),
            progress: (ja, en) => say(`${ja} / ${en}`),
          })
        : await externalPostgres(config.databaseUrl)
    undo.push(() => server.stop())
    if (server.kind === 'embedded')
      databaseLost = server.ended.then(({ expected, reason }) => (expected ? undefined : lost(reason)))
    const admin: Connection = { ...server.admin }
    const database = config.databaseUrl === undefined ? DATABASE : server.admin.database
    const roleSecret = secretFile(home.path, 'database-roles.secret')
    const place = await prepareDatabase(admin, database, roleSecret)
    const masterKey = Buffer.from(secretFile(home.path, 'master.key'), 'hex')
    const files = diskFileStore(join(home.path, 'files'))
    const running = await openEngine({
      place,
      roleSecret,
      masterKey,
      files,
      log,
    })
    undo.push(running.close)
    await equipAll(running.engine)
    const startWork = async (): Promise<void> => {
      const parts = { subscribers: SUBSCRIBERS, checks: RECIPIENT_CHECKS }
      const worker = await startWorker(place, roleSecret, running.engine, parts)
      undo.push(worker.stop)
    }
    if (config.role === 'worker') {
      await startWork()
      say('Kizuna: worker')
      return { stop, address: config.publicUrl, databaseLost }
    }
    const installation = openInstallation(home.path, running.engine)
    const secure = config.publicUrl.startsWith('https:')
    const https = config.tls && { cert: readFileSync(config.tls.certFile), key: readFileSync(config.tls.keyFile) }
    const http = await buildConsole(running.engine, installation, {
      secure,
      trustProxy: config.trustProxy,
      portalUrl: config.portalUrl,
      portalElsewhere: config.portalPort !== undefined,
      ...(https ? { https } : {}),
    })
    undo.push(() => closeSoon(http))
    await listenAt(http, { host: config.host, port: config.port })
    say(`Kizuna: ${config.publicUrl}`)
    if (config.portalPort !== undefined) {
      const portal = await buildPortal(running.engine, {
        secure: config.portalUrl.startsWith('https:'),
        trustProxy: config.trustProxy,
        ...(https ? { https } : {}),
      })
      undo.push(() => closeSoon(portal))
      await listenAt(portal, { host: config.portalHost ?? config.host, port: config.portalPort })
      say(`回答ポータル / Portal: ${config.portalUrl}`)
    }
    if (await awaitsSetup(running.engine))
      say(`初期設定 / Set-up: ${config.publicUrl}/setup#${installation.setupToken()}`)
    // Pages come first: nobody waits for the worker to be ready.
    if (config.role === 'all') await startWork()
    return { stop, address: config.publicUrl, databaseLost }
  } catch (error) {
    await stop()
    throw (await databaseLost) ?? error
  }
}
