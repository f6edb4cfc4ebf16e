import pg from 'pg'
import type { Place } from './bootstrap.ts'
import { RUNTIME_ROLES, type RuntimeRole, roleName, rolePassword } from './roles.ts'

export type Pools = Record<RuntimeRole, pg.Pool>

const sizes: Record<RuntimeRole, number> = { app: 16, portal: 16, guest: 4, clock: 8 }

/** One pool per role: a connection can never turn into another role, whatever SQL runs on it. */
export const createPools = (where: Place, secret: string): Pools => {
  const pool = (role: RuntimeRole) => {
    const name = roleName(role)
    const made = new pg.Pool({
      ...where,
      user: name,
      password: rolePassword(secret, name),
      max: sizes[role],
      application_name: name,
    })
    // An idle connection that breaks (database restart) is replaced at the next use; without a listener it ends the process.
    made.on('error', () => undefined)
    return made
  }
  return { app: pool('app'), portal: pool('portal'), guest: pool('guest'), clock: pool('clock') }
}

export const closePools = async (pools: Pools): Promise<void> => {
  await Promise.all(RUNTIME_ROLES.map((role) => pools[role].end()))
}

/** Refuses to serve with a role that row-level security does not bind: such a role passes every policy silently. */
export const assertBoundRoles = async (pools: Pools): Promise<void> => {
  const assertBound = async (role: RuntimeRole): Promise<void> => {
    const { rows } = await pools[role].query<{ bad: boolean }>(
      `SELECT r.rolsuper OR r.rolbypassrls OR EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid)
              OR EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid) AS bad
         FROM pg_roles r WHERE r.rolname = current_user`,
    )
    if (rows[0]?.bad !== false)
      throw new Error(`database role ${roleName(role)} is not bound by row-level security; refusing to start`)
  }
  await Promise.all(RUNTIME_ROLES.map(assertBound))
}
