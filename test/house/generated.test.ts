import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { cloneDatabase } from '../support/database.ts'
import { ROOT } from './support/cruise.ts'

const folder = mkdtempSync(join(tmpdir(), 'kizuna-generated-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What the generator says about a copy of the migrations, and the migrations that the tables still ask for. */
const generate = (name: string, spoil: (at: string) => void = () => undefined) => {
  const at = join(folder, name)
  cpSync(join(ROOT, 'migrations'), at, { recursive: true })
  spoil(at)
  const before = readdirSync(at)
  const schema = ['--dialect', 'postgresql', '--casing', 'snake_case', '--schema', './src/**/*.tables.ts']
  // The generator fails without a sign on an absolute folder.
  const command = [join(ROOT, 'node_modules/drizzle-kit/bin.cjs'), 'generate', ...schema, '--out', relative(ROOT, at)]
  const said = execFileSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' })
  return { said, added: readdirSync(at).filter((file) => !before.includes(file)) }
}

type Snapshot = {
  tables: Record<string, { name: string; columns: Record<string, { name: string; notNull: boolean }> }>
}

const lastSnapshotAt = (at: string): string => {
  const last = readdirSync(join(at, 'meta'))
    .filter((name) => name.endsWith('_snapshot.json'))
    .sort()
    .at(-1)
  return join(at, 'meta', String(last))
}

const snapshotOf = (at: string): Snapshot => JSON.parse(readFileSync(lastSnapshotAt(at), 'utf8'))

describe('the migrations', () => {
  it('hold every change of the tables', () => {
    const { said, added } = generate('as-kept')
    expect(said).toContain('No schema changes')
    expect(added).toEqual([])
  })
  it('are found out when a column is missing', () => {
    const forget = (at: string) => {
      const snapshot = snapshotOf(at)
      delete snapshot.tables['public.partners']?.columns.name
      writeFileSync(lastSnapshotAt(at), JSON.stringify(snapshot))
    }
    expect(generate('spoilt', forget).added).toHaveLength(1)
  })
  it('make the columns that the tables describe, and no others', async () => {
    const database = await cloneDatabase()
    const { rows } = await database.asAdmin((client) =>
      client.query<{ fact: string }>(
        `SELECT c.relname || '.' || a.attname || CASE WHEN a.attnotnull THEN ' needed' ELSE '' END AS fact
           FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
          WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped`,
      ),
    )
    const described = Object.values(snapshotOf(join(ROOT, 'migrations')).tables).flatMap(({ name, columns }) =>
      Object.values(columns).map((column) => `${name}.${column.name}${column.notNull ? ' needed' : ''}`),
    )
    expect(described.length).toBeGreaterThan(500)
    expect(rows.map(({ fact }) => fact).sort()).toEqual(described.sort())
  })
})

describe('the types of the web', () => {
  it('are those of the routes', async () => {
    const { apiTypes }: { apiTypes: () => Promise<string> } = await import(join(ROOT, 'scripts/api-types.mjs'))
    expect(readFileSync(join(ROOT, 'web/src/lib/api.gen.d.ts'), 'utf8')).toBe(await apiTypes())
  })
})
