import type { z } from 'zod'
import type { CyclePolicy } from '../../domain/calendar/policy.ts'
import type { MaturityPolicy } from '../../domain/maturity/policy.ts'
import type { RiskPolicy } from '../../domain/risk/policy.ts'
import type { PlainDate } from '../../domain/time.ts'
import { localDay } from '../../platform/clock.ts'
import type { ReadCtx } from '../../platform/context.ts'
import { catalogErrors } from './catalog.errors.ts'
import { inForce, publishedOf, readContent, type VersionHead } from './catalog.queries.ts'
import { Countries } from './countries.contract.ts'
import { Industries } from './industries.contract.ts'
import { LevelPolicy, type LevelPolicyDocument } from './levels.contract.ts'
import { type IndustriesDocument, toCyclePolicy, toMaturityPolicy, toRiskPolicy } from './levels-mapping.service.ts'

export type CountriesDocument = z.infer<typeof Countries>

/** The policy in force, in the shapes the domain computes with and as the document people read. */
export type Policy = {
  risk: RiskPolicy
  cycle: CyclePolicy
  maturity: MaturityPolicy
  document: LevelPolicyDocument
  industries: IndustriesDocument
  countries: CountriesDocument
}

/** Which version the policy comes from. */
export type PolicyVersion = { id: string; key: string; no: number; effectiveFrom: PlainDate }

// Contents are immutable and few, so a process keeps what it has read, by hash and bounded.
const MOST_KEPT = 64
const kept = new Map<string, Policy>()

/** The first document of a kind that applies today; own versions stand before shipped ones of the same key. */
const current = async (ctx: ReadCtx, kind: string): Promise<VersionHead> => {
  const today = localDay(ctx.now, 'Asia/Tokyo')
  const heads = [...inForce(await publishedOf(ctx.db, ctx.actor.tenant, kind, today), today).values()]
  const head = heads.find((one) => one.origin === 'own') ?? heads[0]
  if (head === undefined) throw catalogErrors.policy_missing({ kind })
  return head
}

/** Puts the three documents that rate partners together for the domain. */
export const composePolicy = (
  document: LevelPolicyDocument,
  industries: IndustriesDocument,
  countries: CountriesDocument,
): Policy => ({
  risk: toRiskPolicy(document, industries),
  cycle: toCyclePolicy(document),
  maturity: toMaturityPolicy(document),
  document,
  industries,
  countries,
})

/** The policy in force today with its version; refused in words when none is published. */
export const readPolicy = async (ctx: ReadCtx): Promise<{ version: PolicyVersion; policy: Policy }> => {
  const heads = [
    await current(ctx, 'levels'),
    await current(ctx, 'industries'),
    await current(ctx, 'countries'),
  ] as const
  const [{ id, key, no, effectiveFrom }] = heads
  const version = { id, key, no, effectiveFrom }
  const name = `${ctx.actor.tenant}/${heads.map((head) => head.contentHash).join('/')}`
  const known = kept.get(name)
  if (known !== undefined) return { version, policy: known }
  const content = (head: VersionHead) => readContent(ctx.db, ctx.actor.tenant, head.id)
  const policy = composePolicy(
    LevelPolicy.parse(await content(heads[0])),
    Industries.parse(await content(heads[1])),
    Countries.parse(await content(heads[2])),
  )
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(name, policy)
  return { version, policy }
}

/** The policy in force today, or null for an organisation that has not published one yet. */
export const readPolicyIfAny = async (ctx: ReadCtx): Promise<Policy | null> => {
  const today = localDay(ctx.now, 'Asia/Tokyo')
  for (const kind of ['levels', 'industries', 'countries'])
    if (inForce(await publishedOf(ctx.db, ctx.actor.tenant, kind, today), today).size === 0) return null
  return (await readPolicy(ctx)).policy
}
