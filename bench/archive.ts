import { statSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './command.ts'
import { print } from './figure.ts'
import type { Scenario } from './scenario.ts'

/** Measures a backup of the running installation and its restoring into another home. */
export const archive: Scenario = {
  name: 'archive',
  figures: ['backup_100k', 'restore_100k'],
  run: async (stage) => {
    const { installation, folder, sizes, fsync } = await stage()
    const { partners } = sizes
    const file = join(folder, 'backup.tar')
    const made = await runCommand(installation, ['backup', file, '--with-key', '--json'])
    if (made.code !== 0) throw new Error('the backup failed')
    const about = { megabytes: Math.round(statSync(file).size / 1e6), partners, fsyncMs: fsync }
    print({ name: 'backup_100k', value: made.seconds, unit: 's', budget: 120, serving: true, ...about })
    const home = join(folder, 'restored')
    const back = await runCommand(installation, ['restore', file, '--home', home, '--json'])
    if (back.code !== 0) throw new Error('the restore failed')
    print({ name: 'restore_100k', value: back.seconds, unit: 's', budget: 120, ...about })
  },
}
