import { setImmediate as nextTurn } from 'node:timers/promises'
import { readConfig } from './platform/config.ts'
import { homePath, openHome } from './platform/home/home.ts'
import { StartError } from './platform/home/start-error.ts'
import { refuseUnfinishedRestore } from './platform/home/unfinished-restore.ts'
import { createLog } from './platform/log.ts'
import { startPostgres } from './platform/postgres/embedded.ts'
import { externalPostgres } from './platform/postgres/external.ts'

export type Serving = {
  stop: () => Promise<void>
  address: string
  /** Resolves when the private database has ended: with what to say when nobody asked it to. */
  databaseLost: Promise<StartError | undefined>
}

const DATABASE = 'kizuna'

// Serving nothing but errors would be a silence; ended with a reason, whatever started us can start us again.
const lost = (reason: string): StartError =>
  new StartError(
    `データベースが止まったため、終了しました(${reason})。もう一度起動すると、確定した内容から再開します。`,
    `Stopped because the database ended (${reason}). Start again: it goes on from what was committed.`,
  )

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
    const opening =
      config.databaseUrl === undefined
        ? startPostgres({
            home: home.path,
            database: 'postgres',
            log: (line) => log.info({ line }, 'database'),
            progress: (ja, en) => say(`${ja} / ${en}`),
          })
        : externalPostgres(config.databaseUrl)
    const opened = opening.catch(() => undefined)
    undo.push(async () => (await opened)?.stop())
    // The database comes up in a process of its own: once that runs, this one reads the rest of the program.
    await nextTurn()
    const [server, { startRoles }] = await Promise.all([opening, import('./process-roles.ts')])
    if (server.kind === 'embedded')
      databaseLost = server.ended.then(({ expected, reason }) => (expected ? undefined : lost(reason)))
    await startRoles({
      config,
      home: home.path,
      admin: { ...server.admin },
      database: config.databaseUrl === undefined ? DATABASE : server.admin.database,
      log,
      say,
      atStop: (step) => void undo.push(step),
    })
    return { stop, address: config.publicUrl, databaseLost }
  } catch (error) {
    await stop()
    throw (await databaseLost) ?? error
  }
}
