import { buildConsole } from './console.ts'
import { createVault } from './platform/auth/vault.ts'
import { systemClock } from './platform/clock.ts'
import { createPools } from './platform/db/pools.ts'
import { memoryFileStore } from './platform/files/memory-store.ts'
import { openApiDocument } from './platform/http/docs.ts'
import { silentLog } from './platform/log.ts'
import type { Engine } from './platform/work.ts'

/** Builds the OpenAPI document from the routes alone: nothing is connected, nothing is served. */
export const describeApi = async (): Promise<object> => {
  const engine: Engine = {
    pools: createPools({ host: '', port: 0, database: '' }, ''),
    clock: systemClock,
    log: silentLog,
    outbox: async () => undefined,
    vault: createVault(
      Buffer.alloc(32),
      memoryFileStore(() => new Date(0)),
    ),
  }
  const http = await buildConsole(
    engine,
    { isSetupToken: () => false, founded: async () => undefined },
    { secure: true, trustProxy: false, portalUrl: '' },
  )
  await http.ready()
  const document = openApiDocument(http)
  await http.close()
  return document
}
