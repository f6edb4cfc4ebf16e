// Run as a child process by a test that kills it: commits one import on the test's database.
import { openEngine } from '../../src/engine.ts'
import { commitImport } from '../../src/features/imports/commit.service.ts'
import type { Actor } from '../../src/platform/context.ts'
import type { Place } from '../../src/platform/db/bootstrap.ts'
import { memoryFileStore } from '../../src/platform/files/memory-store.ts'
import { silentLog } from '../../src/platform/log.ts'
import { writing } from '../../src/platform/work.ts'

type Task = { place: Place; roleSecret: string; actor: Actor; importId: string }

const { place, roleSecret, actor, importId } = JSON.parse(process.argv[2] ?? '{}') as Task
const { engine } = await openEngine({
  place,
  roleSecret,
  masterKey: Buffer.alloc(32, 7),
  files: memoryFileStore(() => new Date(0)),
  log: silentLog,
})
await writing(engine, actor, (ctx) => commitImport(ctx, importId))
