/** Small trees that each break one wall on purpose, to show that the wall stands. */
export type BrokenSample = { wall: string; file: string; text: string }

const use = (from: string) => `import { it } from '${from}'\nexport const used = it\n`

/** What the broken samples import; none of these is the one at fault. */
export const SOUND: Record<string, string> = {
  'src/domain/sound/rule.ts': 'export const it = 1\n',
  'src/platform/errors.ts': 'export const it = 1\n',
  'src/platform/work.ts': 'export const it = 1\n',
  'src/platform/db/tenant.ts': 'export const it = 1\n',
  'src/platform/db/pools.ts': 'export const it = 1\n',
  'src/platform/http/route.ts': 'export const it = 1\n',
  'src/features/partners/sound.tables.ts': use('../../platform/db/tenant.ts'),
  'src/features/partners/sound.store.ts': use('./sound.tables.ts').replace('{ it }', '{ used as it }'),
  'src/features/partners/sound.queries.ts': 'export const it = 1\n',
  'src/features/partners/sound.contract.ts': "import { z } from 'zod'\nexport const it = z.string()\n",
  'src/features/partners/sound.service.ts': use('../../domain/sound/rule.ts'),
  'src/features/partners/sound.routes.ts': use('../../platform/http/route.ts'),
  'src/features/imports/sound.service.ts': use('../partners/sound.queries.ts'),
  'src/app.ts': 'export const it = 1\n',
  'src/platform/bad/index.ts': 'export const it = 1\n',
  'src/platform/bad-ring.ts': "import { used } from './bad-ring-back.ts'\nexport const it = () => used\n",
  'web/src/sound.ts': use('../../src/features/partners/sound.contract.ts'),
  'test/support/tool.ts': 'export const it = 1\n',
}

const at = (wall: string, file: string, from: string, text = use(from)): BrokenSample => ({ wall, file, text })

export const BROKEN: BrokenSample[] = [
  at('domain-is-pure', 'src/domain/bad/node.ts', 'node:fs'),
  at('domain-is-pure', 'src/domain/bad/zod.ts', 'zod'),
  at('domain-is-pure', 'src/domain/bad/later.ts', '', "export const used = () => import('../../platform/work.ts')\n"),
  at('domain-is-pure', 'src/domain/bad/type.ts', '', "export type Used = import('pg').Pool\n"),
  at('contract-knows-domain-only', 'src/features/partners/bad-a.contract.ts', './sound.service.ts'),
  at('contract-knows-domain-only', 'src/features/partners/bad-b.contract.ts', '../../platform/errors.ts'),
  at('tables-know-columns-only', 'src/features/partners/bad-a.tables.ts', './sound.contract.ts'),
  at('tables-know-columns-only', 'src/features/partners/bad-b.store.ts', '../../platform/http/route.ts'),
  at('tables-know-columns-only', 'src/features/partners/bad-c.queries.ts', './sound.service.ts'),
  at('service-never-http', 'src/features/partners/bad-a.service.ts', '../../platform/http/route.ts'),
  at('service-never-http', 'src/features/partners/bad-b.jobs.ts', './sound.routes.ts'),
  at('routes-never-store', 'src/features/partners/bad-a.routes.ts', './sound.store.ts'),
  at(
    'routes-never-store',
    'src/features/partners/bad-b.routes.ts',
    '',
    "import type { used } from './sound.tables.ts'\nexport type Used = typeof used\n",
  ),
  at('routes-never-store', 'src/features/partners/bad-c.routes.ts', 'drizzle-orm'),
  at('policy-and-errors-are-sentences', 'src/features/partners/bad.policy.ts', './sound.queries.ts'),
  at('policy-and-errors-are-sentences', 'src/features/partners/bad.errors.ts', './sound.store.ts'),
  at('foreign-store', 'src/features/imports/bad-a.service.ts', '../partners/sound.store.ts'),
  at('pool-stays-out', 'src/features/partners/bad-pool.service.ts', '../../platform/db/pools.ts'),
  at('pool-stays-out', 'src/features/partners/bad-driver.service.ts', 'pg'),
  at('platform-knows-no-business', 'src/platform/bad.ts', '../features/partners/sound.queries.ts'),
  at('outside-knows-contracts-only', 'web/src/bad.tsx', '../../src/platform/work.ts'),
  at('outside-knows-contracts-only', 'src/cli/bad.ts', '../features/partners/sound.service.ts'),
  at('features-stand-alone', 'src/features/partners/bad-wiring.service.ts', '../../app.ts'),
  at('list-without-imports', 'src/features.ts', './app.ts'),
  at('tests-stay-outside', 'src/platform/bad-test.ts', '../../test/support/tool.ts'),
  at('tests-stay-outside', 'src/platform/bad-runner.ts', 'vitest'),
  at('no-cycle', 'src/platform/bad-ring-back.ts', './bad-ring.ts'),
  at('no-barrel', 'src/platform/bad-barrel.ts', '', "export { it } from './work.ts'\n"),
  at('no-index', 'src/platform/bad-index.ts', './bad/index.ts'),
  at('not-found', 'src/platform/bad-missing.ts', './nowhere.ts'),
]
