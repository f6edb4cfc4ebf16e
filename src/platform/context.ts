import { type Right, type RoleGrant, type Scope, scopeFor } from '../domain/access/access.ts'
import type { Instant, PlainDate } from '../domain/time.ts'
import type { Vault } from './auth/vault.ts'
import type { TenantTx } from './db/tenant.ts'
import { type Locale, platformErrors } from './errors.ts'
import type { NewId } from './ids.ts'
import type { LedgerRecord } from './ledger/chain.ts'
import type { Log } from './log.ts'

/** Who acts: a member, an API token of a member, a partner's link (grant) or the system itself. */
export type Actor = {
  tenant: string
  kind: 'member' | 'token' | 'grant' | 'system'
  id: string
  memberId: string | null
  locale: Locale
  grants: readonly RoleGrant[]
  /** The request that a partner's link is bound to. */
  request: string | null
  correlation: string
}

/** Something that happened, and which request of a person it goes back to. */
export type OutboxEvent = { event: string; ids: Readonly<Record<string, string>>; correlation: string }

export type ReadCtx = {
  db: TenantTx
  now: Instant
  /** Where the organisation lives, and the day it is there. */
  zone: string
  today: PlainDate
  actor: Actor
  log: Log
  vault: Vault
}

export type WriteCtx = ReadCtx & {
  newId: NewId
  record: (entry: LedgerRecord) => void
  emit: (event: string, ids: Readonly<Record<string, string>>) => void
}

export const actorText = (actor: Actor): string => `${actor.kind}:${actor.id}`

/** Gives the scope in which the actor has the right, or refuses by naming the right in the reader's words. */
export const authorize = (ctx: { actor: Actor }, right: Right): Scope => {
  const scope = scopeFor(right, ctx.actor.grants, ctx.actor.memberId ?? ctx.actor.id)
  if (scope === null) throw platformErrors.forbidden({ permission: ctx.actor.locale === 'ja' ? right.ja : right.en })
  return scope
}

export const holds = (ctx: { actor: Actor }, right: Right): boolean =>
  scopeFor(right, ctx.actor.grants, ctx.actor.memberId ?? ctx.actor.id) !== null

export const systemActor = (tenant: string, id: string, correlation: string, locale: Locale = 'ja'): Actor => ({
  tenant,
  kind: 'system',
  id,
  memberId: null,
  locale,
  grants: [
    { role: 'administrator', scopeKind: 'all', unitId: null },
    { role: 'security_lead', scopeKind: 'all', unitId: null },
  ],
  request: null,
  correlation,
})
