import type { z } from 'zod'
import type { CyclePolicy } from '../../domain/calendar/policy.ts'
import type { MaturityPolicy } from '../../domain/maturity/policy.ts'
import type { RiskPolicy } from '../../domain/risk/policy.ts'
import type { PlainDate } from '../../domain/time.ts'
import type { ReadCtx } from '../../platform/context.ts'
import { catalogErrors } from './catalog.errors.ts'
import { inForce, type PublishedHead, publishedOf, readContent } from './catalog.queries.ts'
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

const KINDS = ['levels', 'industries', 'countries'] as const

/** The first document of each kind that applies today, or none; own versions stand before shipped ones of the same key. */
const current = async (ctx: ReadCtx): Promise<(PublishedHead | undefined)[]> => {
  const { today } = ctx
  const heads = [...inForce(await publishedOf(ctx.db, ctx.actor.tenant, KINDS, today), today).values()]
  return KINDS.map((kind) => {
    const own = heads.filter((head) => head.kind === kind)
    return own.find(({ origin }) => origin === 'own') ?? own[0]
  })
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
  const [levels, industries, countries] = await current(ctx)
  if (levels === undefined) throw catalogErrors.policy_missing({ kind: 'levels' })
  if (industries === undefined) throw catalogErrors.policy_missing({ kind: 'industries' })
  if (countries === undefined) throw catalogErrors.policy_missing({ kind: 'countries' })
  const { id, key, no, effectiveFrom } = levels
  const version = { id, key, no, effectiveFrom }
  const name = `${ctx.actor.tenant}/${[levels, industries, countries].map((head) => head.contentHash).join('/')}`
  const known = kept.get(name)
  if (known !== undefined) return { version, policy: known }
  const content = (head: PublishedHead) => readContent(ctx.db, ctx.actor.tenant, head.id)
  const policy = composePolicy(
    LevelPolicy.parse(await content(levels)),
    Industries.parse(await content(industries)),
    Countries.parse(await content(countries)),
  )
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(name, policy)
  return { version, policy }
}

/** The policy in force today, or null for an organisation that has not published one yet. */
export const readPolicyIfAny = async (ctx: ReadCtx): Promise<Policy | null> => {
  if ((await current(ctx)).includes(undefined)) return null
  return (await readPolicy(ctx)).policy
}
