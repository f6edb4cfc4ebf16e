import pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { createPools } from '../../src/platform/db/pools.ts'
import { ALL_ROLE_NAMES, RUNTIME_ROLES, roleName, rolePassword } from '../../src/platform/db/roles.ts'
import { inTenant } from '../../src/platform/db/tenant.ts'
import { startApp, type TestApp } from '../support/app.ts'
import {
  allTables,
  type Faults,
  keysWithoutTenant,
  OPEN_TO_LINKS,
  openToEveryLink,
  readersOf,
  rightsOn,
  tablesOfTenants,
  unboundRoles,
  unprotectedTables,
} from './support/schema-facts.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
  await app.stranger()
  await app.admin.send('POST', '/partners', { name: '行の検査' })
})

const asAdmin = <T>(run: (client: pg.Client) => Promise<T>) => app.database.asAdmin(run)

/** What the check finds after the schema was spoilt; nothing of it stays. */
const spoilt = (change: string, check: (client: pg.Client) => Promise<Faults>): Promise<Faults> =>
  asAdmin(async (client) => {
    await client.query('BEGIN')
    await client.query(change)
    const faults = await check(client)
    await client.query('ROLLBACK')
    return faults
  })

describe('every table of a tenant', () => {
  it('is held to the tenant by the database itself', async () => {
    expect(await asAdmin(unprotectedTables)).toEqual([])
    expect((await asAdmin(tablesOfTenants)).length).toBeGreaterThan(30)
  })
  it.each([
    ['ALTER TABLE partners NO FORCE ROW LEVEL SECURITY', 'partners: not forced'],
    ['ALTER TABLE partners DISABLE ROW LEVEL SECURITY', 'partners: row-level security is off'],
    ['DROP POLICY tenant ON contacts', 'contacts: no tenant policy'],
    ['ALTER POLICY tenant ON contacts USING (true)', 'contacts: no tenant policy'],
    ['CREATE POLICY wide ON contacts USING (true)', 'contacts: another permissive policy widens it'],
    ['CREATE TABLE forgotten (id uuid PRIMARY KEY)', 'forgotten: no tenant_id'],
  ])('is missed after: %s', async (change, fault) => {
    expect(await spoilt(change, unprotectedTables)).toContain(fault)
  })

  it('has the tenant first in each key, index and reference', async () => {
    expect(await asAdmin(keysWithoutTenant)).toEqual([])
  })
  it.each([
    ['CREATE INDEX lonely ON partners (name)', 'partners: index lonely'],
    ['ALTER TABLE partners ADD CONSTRAINT lonely UNIQUE (id)', 'partners: index lonely'],
    [
      'ALTER TABLE partners ADD CONSTRAINT lonely UNIQUE (id); ALTER TABLE contacts ADD CONSTRAINT stray FOREIGN KEY (partner_id) REFERENCES partners (id)',
      'contacts: reference stray',
    ],
    ['CREATE TABLE keyless (tenant_id uuid NOT NULL)', 'keyless: no primary key'],
  ])('is found out after: %s', async (change, fault) => {
    expect(await spoilt(change, keysWithoutTenant)).toContain(fault)
  })
})

describe('the roles of the running server', () => {
  it('are bound by row-level security and cannot turn into one another', async () => {
    expect(await asAdmin(unboundRoles)).toEqual([])
  })
  it.each([
    ['ALTER ROLE kizuna_app BYPASSRLS', 'kizuna_app: bypasses row-level security'],
    ['ALTER ROLE kizuna_clock SUPERUSER', 'kizuna_clock: superuser'],
    ['GRANT kizuna_guest TO kizuna_app', 'kizuna_app: member of another role'],
    ['CREATE TABLE mine (id uuid); ALTER TABLE mine OWNER TO kizuna_portal', 'kizuna_portal: owns a table'],
    ['GRANT CREATE ON SCHEMA public TO kizuna_app', 'kizuna_app: may create tables'],
  ])('are found out after: %s', async (change, fault) => {
    expect(await spoilt(change, unboundRoles)).toContain(fault)
  })
})

describe('grants', () => {
  const rights = (role: string, table: string) => asAdmin((client) => rightsOn(client, role, table))

  it.each(ALL_ROLE_NAMES.filter((role) => role !== 'kizuna_owner'))('let %s only add to the ledger', async (role) => {
    const guest = role === 'kizuna_guest'
    const app = role === 'kizuna_app'
    const portal = role === 'kizuna_portal'
    expect(await rights(role, 'ledger_entries')).toBe(guest ? '' : portal ? 'I' : 'SI')
    expect(await rights(role, 'ledger_details')).toBe(guest ? '' : portal ? 'I' : app ? 'SI(detail,erased_at)' : 'SI')
    expect(await rights(role, 'ledger_segments')).not.toMatch(/[UDT]/)
    expect(await rights(role, 'ledger_checkpoints')).not.toMatch(/[UDT]/)
    expect(await rights(role, 'ledger_heads')).not.toMatch(/[DT]/)
  })
  it('let nobody empty a table or read the grams of the search', async () => {
    for (const table of await asAdmin(allTables))
      for (const role of RUNTIME_ROLES) expect(await rights(roleName(role), table), table).not.toContain('T')
    expect(await asAdmin((client) => readersOf(client, 'partner_search', 'grams'))).toEqual([])
    expect(await asAdmin((client) => readersOf(client, 'partner_search', 'partner_id'))).toEqual([
      'kizuna_app',
      'kizuna_clock',
    ])
  })
  it('show the guest no table yet', async () => {
    const open: string[] = []
    for (const table of await asAdmin(allTables)) if ((await rights('kizuna_guest', table)) !== '') open.push(table)
    expect(open).toEqual([])
  })
  it('are found out when widened', async () => {
    const seen = await asAdmin(async (client) => {
      await client.query(
        'BEGIN; GRANT UPDATE ON ledger_entries TO kizuna_app; GRANT SELECT ON partner_search TO kizuna_app',
      )
      const found = [
        await rightsOn(client, 'kizuna_app', 'ledger_entries'),
        ...(await readersOf(client, 'partner_search', 'grams')),
      ]
      await client.query('ROLLBACK')
      return found
    })
    expect(seen).toEqual(['SIU', 'kizuna_app'])
  })
})

const select = async (role: (typeof RUNTIME_ROLES)[number], table: string, opening = ''): Promise<string> => {
  const { place, roleSecret } = app.database
  const user = roleName(role)
  const client = new pg.Client({ ...place, user, password: rolePassword(roleSecret, user) })
  await client.connect()
  try {
    await client.query(`BEGIN;${opening}`)
    const { rows } = await client.query<{ n: string }>(`SELECT count(tenant_id)::text AS n FROM public.${table}`)
    return rows[0]?.n ?? ''
  } catch (error) {
    return error instanceof Error ? error.message : 'failed'
  } finally {
    await client.end()
  }
}

describe('a statement without its tenant', () => {
  it('sees no row of any table, even with the empty setting a used connection carries', async () => {
    for (const table of await asAdmin(tablesOfTenants))
      for (const opening of ['', "SET LOCAL kizuna.tenant=''"])
        expect(await select('app', table, opening), table).toMatch(/^0$|permission denied/)
    const { tenant } = app.admin.actor
    expect(Number(await select('app', 'partners', `SET LOCAL kizuna.tenant='${tenant}'`))).toBeGreaterThan(0)
    expect(Number(await select('app', 'members', `SET LOCAL kizuna.tenant='${tenant}'`))).toBeGreaterThan(0)
  })
  it('is held to one request for a partner who came by a link', async () => {
    const open = await asAdmin(openToEveryLink)
    expect(open.filter((table) => !Object.hasOwn(OPEN_TO_LINKS, table))).toEqual([])
    const opening = `SET LOCAL kizuna.tenant='${app.admin.actor.tenant}'`
    for (const table of [
      'members',
      'sessions',
      'approvals',
      'messages',
      'assignments',
      'ledger_entries',
      'ledger_details',
    ])
      expect(await select('portal', table, opening), table).toContain('permission denied')
    expect(await select('portal', 'login_directory', opening)).toContain('permission denied')
  })
  it('is refused when it writes for another tenant', async () => {
    const { place, roleSecret } = app.database
    const pools = createPools(place, roleSecret)
    const other = '01900000-0000-7000-8000-000000000001'
    const write = inTenant(pools, { tenant: other, role: 'app', mode: 'write' }, (db) =>
      db.execute(`UPDATE units SET name = 'x'; `).then((done) => done.rowCount),
    )
    expect(await write).toBe(0)
    const steal = inTenant(pools, { tenant: other, role: 'app', mode: 'write' }, (db) =>
      db.execute(
        `INSERT INTO clock_due (tenant_id, earliest) VALUES ('${app.admin.actor.tenant}', '2026-11-21T00:00:00Z')`,
      ),
    )
    await expect(steal).rejects.toMatchObject({ cause: { message: expect.stringContaining('row-level security') } })
    await Promise.all(RUNTIME_ROLES.map((role) => pools[role].end()))
  })
})
