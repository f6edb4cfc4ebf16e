import type { z } from 'zod'
import { authorize, type ReadCtx } from '../../platform/context.ts'
import { readPolicy } from '../catalog/read-policy.service.ts'
import { rightsOnPartner } from '../partners/partner-access.service.ts'
import { standingOf } from '../partners/rating.service.ts'
import type { ProposalBody } from './engagement.contract.ts'
import { engagementRights } from './engagement.policy.ts'
import { connectionsIn, engagementsOf, subcontractorsOf } from './engagement.queries.ts'
import { assertKnownValues, assertPartner } from './engagement.service.ts'
import { openOverrides } from './override.queries.ts'
import { readBasis } from './rating-basis.queries.ts'
import { explainRating } from './rating-view.service.ts'
import { connectionWords } from './rating-words.service.ts'
import { levelNumber, rate, standOf } from './standing.service.ts'

/** Shows a partner's level with everything it follows from: factors, cell, floor, override, star and policy version. */
export const showRating = async (ctx: ReadCtx, partnerId: string) => {
  await assertPartner(ctx, authorize(ctx, engagementRights.read), partnerId)
  const { tenant, locale } = ctx.actor
  const { version, policy } = await readPolicy(ctx)
  const { today } = ctx
  const basis = (await readBasis(ctx.db, tenant, [partnerId]))(partnerId)
  const standings = (await standingOf(ctx, [partnerId])).map((company) => standOf(policy, company, basis, today))
  const waiting = await openOverrides(ctx.db, tenant, partnerId)
  const [standing] = standings
  const deciding = standing?.level.kind === 'rated' ? standing.level.decidedBy : []
  const named = new Map(
    (await engagementsOf(ctx.db, tenant, partnerId)).map((row) => [row.engagement.id, row.engagement]),
  )
  const ratedAt = basis.engagements.map((row) => named.get(row.id)?.ratedAt ?? null).filter((at) => at !== null)
  return {
    policy: {
      id: version.id,
      no: version.no,
      effectiveFrom: version.effectiveFrom,
      title: policy.document.title[locale],
    },
    ratedAt: ratedAt.sort().at(-1) ?? null,
    kind: standing?.level.kind ?? 'unrated',
    computed: standing?.current.levelComputed ?? null,
    effective: standing?.current.levelEffective ?? null,
    override:
      standing?.current.overrideId == null
        ? null
        : (waiting.find((one) => one.id === standing.current.overrideId) ?? null),
    waiting: waiting.find((one) => one.state === 'asked') ?? null,
    triage:
      basis.triage === null
        ? null
        : { ...basis.triage, level: standing?.triage == null ? null : levelNumber(standing.triage) },
    engagements: (standing?.engagements ?? []).map((rated) => ({
      id: rated.row.id,
      purpose: named.get(rated.row.id)?.purpose ?? '',
      decides: deciding.includes(rated.row.id),
      rating: explainRating(policy, rated, rated.row.answers, locale),
    })),
    can: await rightsOnPartner(ctx, engagementRights, partnerId),
  }
}

/** Rates an engagement as it stands in a form, without saving it. */
export const proposeRating = async (ctx: ReadCtx, partnerId: string, body: z.output<typeof ProposalBody>) => {
  const company = await assertPartner(ctx, authorize(ctx, engagementRights.read), partnerId)
  const { policy } = await readPolicy(ctx)
  assertKnownValues(ctx, policy, body)
  const { connections, ...facts } = body
  const engagement = { ...facts, connections: connections ?? [], connectionsKnown: connections !== null }
  return explainRating(policy, rate(policy, company, engagement), body.answers, ctx.actor.locale)
}

/** Shows which of our assets a partner is connected to, and who stands behind it. */
export const showConnections = async (ctx: ReadCtx, partnerId: string) => {
  const scope = authorize(ctx, engagementRights.read)
  const { id, name, level, maturity } = await assertPartner(ctx, scope, partnerId)
  const { tenant, locale } = ctx.actor
  const { policy } = await readPolicy(ctx)
  const running = (await engagementsOf(ctx.db, tenant, partnerId)).filter((row) => row.engagement.state !== 'ended')
  const links = await connectionsIn(
    ctx.db,
    tenant,
    running.map((row) => row.engagement.id),
  )
  return {
    partner: { id, name, level, maturity },
    connections: links.map((link) => {
      const from = running.find((row) => row.engagement.id === link.engagementId)
      return {
        ...link,
        purpose: from?.engagement.purpose ?? '',
        unitName: from?.unitName ?? null,
        ...connectionWords(policy, link, locale),
      }
    }),
    subcontractors: await subcontractorsOf(ctx.db, tenant, scope, partnerId),
  }
}

/** The choices of the form for an engagement and of the triage, in the reader's words. */
export const showRatingForm = async (ctx: ReadCtx) => {
  authorize(ctx, engagementRights.read)
  const { locale } = ctx.actor
  const { document } = (await readPolicy(ctx)).policy
  const { facts } = document
  const choice = ({ key, label }: { key: string; label: { ja: string; en: string } }) => ({ key, label: label[locale] })
  return {
    dataClasses: facts.dataClasses.map(choice),
    dataVolumes: facts.dataVolumes.map(choice),
    connectionKinds: facts.connectionKinds.map(({ kind, label }) => ({ key: kind, label: label[locale] })),
    directions: facts.directions.map(({ direction, label }) => ({ key: direction, label: label[locale] })),
    alwaysOn: { yes: facts.alwaysOn.yes[locale], no: facts.alwaysOn.no[locale] },
    factors: (['impact', 'likelihood'] as const).flatMap((axis) =>
      document[axis].factors.map(({ key, label, question, proposedFrom, points }) => ({
        key,
        axis,
        label: label[locale],
        question: question[locale],
        proposedFrom,
        points: points.map((answer) => ({
          points: answer.points,
          label: answer.label[locale],
          criteria: answer.criteria[locale],
        })),
      })),
    ),
    triage: document.triage.questions.map(({ key, text }) => ({ key, label: text[locale] })),
    levels: document.riskLevels.map(({ level, label, meaning }) => ({
      level: levelNumber(level),
      label: label[locale],
      meaning: meaning[locale],
    })),
  }
}
