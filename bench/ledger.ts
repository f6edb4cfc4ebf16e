import { runCommand } from './command.ts'
import { print, tell } from './figure.ts'
import type { Scenario } from './scenario.ts'
import { seedLedger } from './seed-ledger.ts'

/** Measures how long it takes to verify a long ledger while the server serves. */
export const ledger: Scenario = {
  name: 'ledger',
  figures: ['ledger_verify_1m'],
  run: async (stage) => {
    const { installation, asOwner, tenant, sizes, fsync } = await stage()
    const { entries } = sizes
    const started = performance.now()
    await asOwner((client) => seedLedger(client, tenant, entries))
    tell('ledger filled', { entries, seconds: (performance.now() - started) / 1000 })
    const { output, seconds, code } = await runCommand(installation, ['ledger', 'verify', '--json'])
    if (code !== 0) throw new Error('the ledger does not verify')
    const { entries: verified } = JSON.parse(output) as { entries: number }
    const about = { entries: verified, serving: true, fsyncMs: fsync }
    print({ name: 'ledger_verify_1m', value: seconds, unit: 's', budget: 20, ...about })
  },
}
