import { type ItemSet, proposeQuestionSet } from '../../domain/assessment/question-set.ts'
import { certificateKey } from '../../domain/partner/evidence.ts'
import type { EvidenceKind } from '../../domain/partner/evidence-kind.ts'
import { RISK_LEVELS, type RiskLevel } from '../../domain/risk/level.ts'
import { authorize, type ReadCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { contactsToAsk, evidenceOf, partnersToAsk } from './ask.queries.ts'
import { assessmentRights } from './assessment.policy.ts'
import { type LevelRules, readChecklist, readFairnessPhrases, readLevels } from './assessment-catalog.service.ts'
import { askedSet } from './question-set.service.ts'
import { runningFor } from './request.store.ts'

const itemSets = (checklist: Awaited<ReturnType<typeof readChecklist>>): ItemSet[] =>
  RISK_LEVELS.map((level) => ({
    key: level,
    level,
    items: askedSet(checklist, level).items.map(({ key, category }) => ({ key, category })),
  }))

/** Which categories of questions a certificate within its scope makes superfluous; a self-declaration replaces none. */
const evidenceRules = (levels: LevelRules, categories: readonly string[]) =>
  Object.fromEntries(
    levels.certificates.kinds.map(({ key, replacesOverlap }) => [key, { covers: replacesOverlap ? categories : [] }]),
  )

/** The partners of a list, or not found when one of them is out of the reader's reach. */
export const partnersOrNotFound = async (
  ctx: ReadCtx,
  scope: ReturnType<typeof authorize>,
  partnerIds: readonly string[],
) => {
  const ids = [...new Set(partnerIds)]
  const found = await partnersToAsk(ctx.db, ctx.actor.tenant, scope, ids)
  if (found.length !== ids.length) throw platformErrors.not_found()
  return found
}

/** Hours a partner spends on a set, from the policy. */
export const hoursFor = (levels: LevelRules, set: RiskLevel): number =>
  levels.evaluations.levels.find(({ level }) => level === set)?.requestHours ?? 0

/** Proposes for each partner the question set of its level, evidence to ask for first, the hours it costs and who can be reached. */
export const proposeRequests = async (ctx: ReadCtx, partnerIds: readonly string[]) => {
  const scope = authorize(ctx, assessmentRights.ask)
  const tenant = ctx.actor.tenant
  const partners = await partnersOrNotFound(ctx, scope, partnerIds)
  const ids = partners.map(({ id }) => id)
  const [checklist, levels] = [await readChecklist(ctx), await readLevels(ctx)]
  const sets = itemSets(checklist)
  const rules = evidenceRules(
    levels,
    checklist.categories.map(({ key }) => key),
  )
  const contacts = await contactsToAsk(ctx.db, tenant, ids)
  const evidence = await evidenceOf(ctx.db, tenant, ids)
  const running = await runningFor(ctx.db, tenant, ids)
  const { today } = ctx
  return {
    items: partners.map(({ id, name, level, provisional }) => {
      const riskLevel = level === null ? null : (RISK_LEVELS[level] ?? null)
      const held = evidence
        .filter(({ partnerId }) => partnerId === id)
        .map(({ kind, grade, expiresOn }) => ({
          kind: certificateKey(kind as EvidenceKind, grade) ?? kind,
          validUntil: expiresOn,
          shown: kind,
        }))
      const outcome = proposeQuestionSet(sets, rules, riskLevel, held, today)
      const [contact] = contacts.get(id) ?? []
      return {
        partnerId: id,
        name,
        level,
        provisional,
        set: riskLevel,
        reason: outcome.ok ? ('level' as const) : outcome.reason,
        questions: outcome.ok ? outcome.proposal.questions : null,
        hours: riskLevel === null ? null : hoursFor(levels, riskLevel),
        evidenceFirst: outcome.ok
          ? outcome.proposal.evidenceFirst.map(({ kind }) => held.find((one) => one.kind === kind)?.shown ?? kind)
          : [],
        sparedAtMost: outcome.ok ? outcome.proposal.sparedAtMost : 0,
        reach:
          contact === undefined ? ('none' as const) : contact.email === null ? ('phone' as const) : ('mail' as const),
        contact: contact === undefined ? null : { id: contact.id, name: contact.name, lang: contact.lang },
        running: running.find(({ partnerId }) => partnerId === id)?.id ?? null,
      }
    }),
    sets: sets.map(({ level, items }) => ({ set: level, questions: items.length, hours: hoursFor(levels, level) })),
    phrases: await readFairnessPhrases(ctx),
  }
}
