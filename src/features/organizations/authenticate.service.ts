import { readToken } from '../../platform/auth/token.ts'
import type { Actor } from '../../platform/context.ts'
import { inTenant } from '../../platform/db/tenant.ts'
import type { Engine } from '../../platform/work.ts'
import { findSession, findToken, grantsOf, type SignedIn, touch } from './session.store.ts'

const TOUCH_EVERY_MS = 5 * 60_000

const isStale = (row: SignedIn, now: string): boolean =>
  row.lastSeenAt === null || Date.parse(now) - Date.parse(row.lastSeenAt) > TOUCH_EVERY_MS

/** Finds the member behind a session or an API token; a member who still owes the second factor holds no right. */
export const authenticateMember = async (
  engine: Engine,
  token: string,
  kind: 'session' | 'bearer',
  correlation: string,
): Promise<Actor | null> => {
  const read = readToken(token)
  if (read === null) return null
  const now = engine.clock.now()
  const find = kind === 'session' ? findSession : findToken
  const found = await inTenant(engine.pools, { tenant: read.tenant, role: 'app', mode: 'read' }, async (db) => {
    const row = await find(db, read.tenant, read.hash, now)
    return row === undefined ? null : { row, grants: await grantsOf(db, read.tenant, row.memberId) }
  })
  if (found === null) return null
  const { row, grants } = found
  if (isStale(row, now)) {
    await inTenant(engine.pools, { tenant: read.tenant, role: 'app', mode: 'write' }, (db) =>
      touch(db, kind, read.tenant, row.id, now),
    )
  }
  const owesSecondFactor = row.mfaRequired && row.totpConfirmedAt === null
  return {
    tenant: read.tenant,
    kind: kind === 'session' ? 'member' : 'token',
    id: kind === 'session' ? row.memberId : row.id,
    memberId: row.memberId,
    locale: row.locale,
    grants: owesSecondFactor ? [] : grants,
    request: null,
    correlation,
  }
}
