import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { Pools } from './pools.ts'

/** Reads before the tenant is known; serves only the named exceptions (tenants, login_directory), all else answers no rows. */
export const withoutTenant = (pools: Pools): NodePgDatabase => drizzle(pools.app, { casing: 'snake_case' })
