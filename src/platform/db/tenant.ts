import { NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres'
import { PgDialect } from 'drizzle-orm/pg-core'
import type { PoolClient, QueryResult } from 'pg'
import { isUuid } from '../ids.ts'
import type { Pools } from './pools.ts'
import type { RuntimeRole } from './roles.ts'

declare const tenantBrand: unique symbol
type NoSchema = Record<string, never>

/** A transaction inside one tenant; only `inTenant` makes it, so neither a pool nor a bare transaction fits. */
export type TenantTx = NodePgTransaction<NoSchema, NoSchema> & { readonly [tenantBrand]: true }

export type TenantScope = {
  tenant: string
  role: RuntimeRole
  mode: 'read' | 'write'
  /** The one request a portal session may touch; row-level security holds the portal role to it. */
  request?: string
}

const dialect = new PgDialect({ casing: 'snake_case' })

const checked = (id: string): string => {
  if (!isUuid(id)) throw new Error('tenant scope needs a UUID')
  return id
}

const opening = (scope: TenantScope): string => {
  const tenant = checked(scope.tenant)
  const request = scope.request === undefined ? '' : `;SET LOCAL kizuna.request='${checked(scope.request)}'`
  return `BEGIN ${scope.mode === 'read' ? 'READ ONLY' : ''};SET LOCAL kizuna.tenant='${tenant}'${request}`
}

/** Opens the transaction and tells, on the same trip, the zone of the organisation; it has none yet while it is founded. */
const open = async (client: PoolClient, scope: TenantScope): Promise<string | undefined> => {
  // Several statements in one text are answered by a list, which the driver's types do not know.
  const answers: unknown = await client.query(`${opening(scope)};SELECT tz FROM tenants WHERE id='${scope.tenant}'`)
  const last: unknown = Array.isArray(answers) ? answers.at(-1) : undefined
  const [row] = (last as QueryResult<{ tz: string }>).rows
  return row?.tz
}

const commit = async (client: PoolClient): Promise<void> => {
  // A statement that failed inside and was caught makes COMMIT answer ROLLBACK without an error.
  const done = await client.query('COMMIT')
  if (done.command !== 'COMMIT') throw new Error('the transaction was rolled back because a statement inside it failed')
}

/** The only door to SQL at run time: one transaction, one tenant, one role; it is told the zone the tenant lives in. `last` runs just before COMMIT. */
export const inTenant = async <T>(
  pools: Pools,
  scope: TenantScope,
  run: (tx: TenantTx, zone: string | undefined) => Promise<T>,
  last: (tx: TenantTx) => Promise<void> = async () => undefined,
): Promise<T> => {
  const client = await pools[scope.role].connect()
  let broken: Error | undefined
  // While it is lent out the pool does not listen: a connection that breaks here (database restart) would end the process.
  const breaks = (error: Error): void => {
    broken = error
  }
  client.on('error', breaks)
  try {
    const zone = await open(client, scope)
    const session = new NodePgSession<NoSchema, NoSchema>(client, dialect, undefined, {})
    const tx = new NodePgTransaction<NoSchema, NoSchema>(dialect, session, undefined, 0) as TenantTx
    const result = await run(tx, zone)
    await last(tx)
    await commit(client)
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: unknown) => {
      broken = cause instanceof Error ? cause : new Error('rollback failed')
    })
    throw error
  } finally {
    client.off('error', breaks)
    client.release(broken)
  }
}
