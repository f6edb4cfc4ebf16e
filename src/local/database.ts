import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from '../platform/db/bootstrap.ts'
import { OWNER, type RuntimeRole, roleName, rolePassword } from '../platform/db/roles.ts'
import { homePath, openHome } from '../platform/home/home.ts'
import { secretFile } from '../platform/home/secret.ts'
import { StartError } from '../platform/home/start-error.ts'
import { refuseUnfinishedRestore } from '../platform/home/unfinished-restore.ts'
import { withConnection } from '../platform/postgres/connection.ts'
import { startPostgres } from '../platform/postgres/embedded.ts'
import { externalPostgres } from '../platform/postgres/external.ts'
import type { DatabaseAddress } from '../platform/postgres/server.ts'

export const DATABASE = 'kizuna'
export const ROLE_SECRET = 'database-roles.secret'

/** The database of a home as a local command reaches it: that of the running server, or one started for the command. */
export type LocalDatabase = {
  readonly home: string
  readonly place: Place
  readonly roleSecret: string
  readonly kind: 'external' | 'running' | 'started'
  readonly version: string
  close(): Promise<void>
}

type Env = Record<string, string | undefined>

export const addressOf = (place: Place, role: RuntimeRole | 'owner', roleSecret: string): DatabaseAddress => {
  const user = role === 'owner' ? OWNER : roleName(role)
  return { ...place, user, password: rolePassword(roleSecret, user) }
}

const missing = (home: string): StartError =>
  new StartError(
    `${home} に Kizuna のデータがありません。KIZUNA_HOME(外部のデータベースなら DATABASE_URL も)をサーバーと同じ値にしてください。`,
    `There is no data of Kizuna in ${home}: set KIZUNA_HOME (and DATABASE_URL for an external database) as the server has them.`,
  )

/** The socket that a running private database listens on, as its own pid file names it. */
const runningPlace = (home: string): Place | undefined => {
  try {
    const [, , , port, folder] = readFileSync(join(home, 'pg', 'data', 'postmaster.pid'), 'utf8').split('\n')
    if (port === undefined || folder === undefined || !existsSync(join(folder, `.s.PGSQL.${port}`))) return undefined
    return { host: folder, port: Number(port), database: DATABASE }
  } catch {
    return undefined
  }
}

const answers = async (place: Place, roleSecret: string): Promise<string | undefined> => {
  try {
    return await withConnection(addressOf(place, 'app', roleSecret), async (client) => {
      const { rows } = await client.query<{ version: string }>("SELECT current_setting('server_version') AS version")
      return rows[0]?.version
    })
  } catch {
    return undefined
  }
}

/** Opens the database of a home for one command, whether its server runs or not; an external one by DATABASE_URL. */
export const openDatabase = async (env: Env = process.env): Promise<LocalDatabase> => {
  const home = homePath(env)
  refuseUnfinishedRestore(home)
  if (!existsSync(join(home, ROLE_SECRET))) throw missing(home)
  const roleSecret = secretFile(home, ROLE_SECRET)
  if (env.DATABASE_URL !== undefined) {
    const { admin, version } = await externalPostgres(env.DATABASE_URL)
    const { host, port, database, ssl } = admin
    const place: Place = { host, port, database, ...(ssl === undefined ? {} : { ssl }) }
    return { home, place, roleSecret, kind: 'external', version, close: async () => undefined }
  }
  const real = realpathSync(home)
  if (!existsSync(join(real, 'pg', 'data'))) throw missing(home)
  const running = runningPlace(real)
  const version = running && (await answers(running, roleSecret))
  if (running && version !== undefined) {
    return { home: real, place: running, roleSecret, kind: 'running', version, close: async () => undefined }
  }
  return startedFor(real, roleSecret)
}

const startedFor = async (path: string, roleSecret: string): Promise<LocalDatabase> => {
  const home = openHome(path)
  try {
    const server = await startPostgres({ home: home.path, database: DATABASE, log: () => undefined })
    const { host, port } = server.admin
    const close = async (): Promise<void> => {
      await server.stop()
      home.close()
    }
    const place = { host, port, database: DATABASE }
    return { home: home.path, place, roleSecret, kind: 'started', version: server.version, close }
  } catch (error) {
    home.close()
    throw error
  }
}
