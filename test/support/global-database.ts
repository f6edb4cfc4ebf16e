import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { prepareDatabase } from '../../src/engine.ts'
import type { Connection } from '../../src/platform/db/bootstrap.ts'
import { homePath, openHome } from '../../src/platform/home/home.ts'
import { systemBinaries } from '../../src/platform/postgres/binaries.ts'
import { startPostgres } from '../../src/platform/postgres/embedded.ts'

export type TestServer = { admin: Connection; roleSecret: string; template: string }

declare module 'vitest' {
  interface ProvidedContext {
    server: TestServer
    systemServer: TestServer | null
  }
}

const ROLE_SECRET = 'test-roles'
const TEMPLATE = 'kizuna_template'

const start = async (
  binaries: 'embedded' | { binDir: string },
  undo: (() => Promise<void> | void)[],
): Promise<TestServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'kizuna-db-'))
  chmodSync(folder, 0o755)
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  const home = openHome(homePath({ KIZUNA_HOME: join(folder, 'home') }))
  undo.push(() => home.close())
  const server = await startPostgres({ home: home.path, binaries, database: 'postgres', log: () => undefined })
  undo.push(() => server.stop())
  const admin: Connection = { ...server.admin }
  await prepareDatabase(admin, TEMPLATE, ROLE_SECRET)
  const client = new pg.Client(admin)
  await client.connect()
  await client.query(`ALTER DATABASE ${TEMPLATE} IS_TEMPLATE true ALLOW_CONNECTIONS false`)
  await client.end()
  return { admin, roleSecret: ROLE_SECRET, template: TEMPLATE }
}

/** One private database server per run with a finished template; every test file clones it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const undo: (() => Promise<void> | void)[] = []
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    project.provide('server', await start('embedded', undo))
    const system = systemBinaries()
    project.provide(
      'systemServer',
      system !== undefined && system.major >= 15 ? await start({ binDir: system.binDir }, undo) : null,
    )
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}
