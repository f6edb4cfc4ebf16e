import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Installation } from './features/organizations/account.routes.ts'
import { equip, founderOf } from './founding.ts'
import { sameText } from './platform/auth/token.ts'
import { secretFile } from './platform/home/secret.ts'
import type { Engine } from './platform/work.ts'
import { loadSample } from './sample/load-sample.ts'

const NAME = 'setup.secret'

/** The first-run state of one home: its one-time set-up secret, and what happens when it has been used. */
export const openInstallation = (home: string, engine: Engine): Installation & { setupToken: () => string } => ({
  setupToken: () => secretFile(home, NAME),
  isSetupToken: (token) => sameText(token, secretFile(home, NAME)),
  founded: async (founding, { sampleCompany }) => {
    if (sampleCompany) await loadSample(engine, founderOf(founding))
    await equip(engine, founding.tenant)
    rmSync(join(home, NAME), { force: true })
  },
})
