import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')

/** Imports the tables of a feature in a fresh process, and tells how often Node itself looked for a file of the package. */
const lookUps = (before: string): { times: number; sameModule: boolean } => {
  const program = `
    import { registerHooks } from 'node:module'
    let times = 0
    registerHooks({ resolve: (specifier, context, next) => {
      const found = next(specifier, context)
      if (found.url.includes('/node_modules/drizzle-orm/')) times += 1
      return found
    } })
    ${before}
    await import('./src/features/partners/partner.tables.ts')
    await import('./src/features/catalog/catalog.tables.ts')
    const { sql } = await import('drizzle-orm')
    const { sql: deep } = await import('drizzle-orm/sql')
    console.log(JSON.stringify({ times, sameModule: sql === deep }))`
  const options = { cwd: ROOT, encoding: 'utf8' } as const
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], options))
}

it('asks for each entrance of the long package once, and brings in the same modules', { timeout: 60_000 }, () => {
  const long = lookUps('')
  const short = lookUps(
    "const { shortenPackageLoading } = await import('./src/platform/package-loading.ts'); shortenPackageLoading()",
  )
  expect(short.sameModule).toBe(true)
  expect(short.times).toBeLessThan(6)
  expect(long.times).toBeGreaterThan(100)
})
