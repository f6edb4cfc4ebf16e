import type { z } from 'zod'
import { TRIAGE_QUESTIONS } from '../../domain/risk/triage.ts'
import { createThrottle, type Throttle } from '../../platform/auth/throttle.ts'
import { newToken, readToken } from '../../platform/auth/token.ts'
import { plusSeconds } from '../../platform/clock.ts'
import { authorize, type ReadCtx, systemActor, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { type Engine, reading, writing } from '../../platform/work.ts'
import { readOrganization } from '../organizations/organization.queries.ts'
import type { IntakeAnswers, IntakeLinkBody } from './intake.contract.ts'
import { intakeErrors } from './intake.errors.ts'
import { type IntakeLink, insertLink, insertRequest, linkByHash, listLinks, revokeLink } from './intake.store.ts'
import { writeNote } from './note.service.ts'
import { PartnerCreate } from './partner.contract.ts'
import { partnerRights } from './partner.policy.ts'
import { assertUnits, createPartner, noteOnTimeline } from './partner.service.ts'

// A link adds partners for anyone, so it belongs to those who answer for all of them.
const assertWholeNetwork = (ctx: Pick<ReadCtx, 'actor'>): void => {
  if (authorize(ctx, partnerRights.intake).kind !== 'all') throw intakeErrors.whole_network_only()
}

const DAY = 24 * 3600
const GUESSES = { points: 30, seconds: 600, blockSeconds: 600 }

const throttles = new WeakMap<Engine, Throttle>()
const throttleOf = (engine: Engine): Throttle => {
  const known = throttles.get(engine) ?? createThrottle(engine.pools, 'intake', GUESSES)
  throttles.set(engine, known)
  return known
}

/** Makes a link for a department; its secret is shown once and only its hash is kept. */
export const giveLink = async (ctx: WriteCtx, body: z.output<typeof IntakeLinkBody>) => {
  assertWholeNetwork(ctx)
  if (ctx.actor.memberId === null) throw platformErrors.not_found()
  await assertUnits(ctx, body.unitId === null ? [] : [body.unitId])
  const { token, hash } = newToken(ctx.actor.tenant)
  const id = ctx.newId()
  const { label, unitId } = body
  const expiresAt = plusSeconds(ctx.now, body.days * DAY)
  await insertLink(ctx.db, {
    tenantId: ctx.actor.tenant,
    id,
    label,
    unitId,
    expiresAt,
    tokenHash: hash,
    createdBy: ctx.actor.memberId,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  })
  const subject = { type: 'intake_link', id }
  ctx.record({ stream: 'access', event: 'intake_link.given', subject, after: { label, unitId, expiresAt } })
  return { id, token }
}

/** Lists the links given to departments. */
export const showLinks = async (ctx: ReadCtx) => {
  assertWholeNetwork(ctx)
  return { items: await listLinks(ctx.db, ctx.actor.tenant) }
}

/** Ends a link at once. */
export const endLink = async (ctx: WriteCtx, id: string): Promise<void> => {
  assertWholeNetwork(ctx)
  if (!(await revokeLink(ctx.db, ctx.actor.tenant, id, ctx.now))) throw platformErrors.not_found()
  ctx.record({ stream: 'access', event: 'intake_link.revoked', subject: { type: 'intake_link', id } })
}

type Caller = { ip: string; correlation: string }

/** Finds the tenant of a secret; unknown and malformed ones look the same, and guessing is slowed down per address. */
const enter = async (engine: Engine, token: string, caller: Caller) => {
  await throttleOf(engine).take(caller.ip)
  const read = readToken(token)
  if (read === null) throw intakeErrors.unknown_link()
  return { ...read, actor: systemActor(read.tenant, 'intake', caller.correlation) }
}

const usable = async (ctx: ReadCtx, hash: string): Promise<IntakeLink> => {
  const link = await linkByHash(ctx.db, ctx.actor.tenant, hash)
  if (link === undefined) throw intakeErrors.unknown_link()
  if (link.revokedAt !== null || link.expiresAt <= ctx.now) throw intakeErrors.ended_link()
  return link
}

/** Opens the five questions to the holder of a link. */
export const openIntake = async (engine: Engine, token: string, caller: Caller) => {
  const { actor, hash, tenant } = await enter(engine, token, caller)
  return reading(engine, actor, async (ctx) => {
    const { label, expiresAt } = await usable(ctx, hash)
    const organization = await readOrganization(ctx.db, tenant)
    return { organization: organization?.name ?? '', label, expiresAt }
  })
}

const WORDS = {
  connected: '当社のシステムにつながる',
  sensitiveData: '当社の秘密情報・個人情報を預かる',
  stopsWithinDay: '止まると当社も1日以内に止まる',
} as const

const said = (answer: boolean | null): string => (answer === null ? 'わからない' : answer ? 'はい' : 'いいえ')

type Answers = z.output<typeof IntakeAnswers>

const noteText = (answers: Answers, label: string): string =>
  [
    `申し込み（${label}）: ${answers.askedBy}`,
    `用途: ${answers.purpose}`,
    ...TRIAGE_QUESTIONS.map((question) => `${WORDS[question]}: ${said(answers[question])}`),
  ].join('\n')

/** Takes the answers of a department: a candidate partner with its triage facts and a note for procurement. */
export const takeIntake = async (engine: Engine, answers: Answers, caller: Caller) => {
  const { actor, hash, tenant } = await enter(engine, answers.token, caller)
  return writing(engine, actor, async (ctx) => {
    const link = await usable(ctx, hash)
    const unitIds = link.unitId === null ? [] : [link.unitId]
    const { id } = await createPartner(ctx, PartnerCreate.parse({ name: answers.name, stage: 'candidate', unitIds }))
    const { askedBy, purpose, connected, sensitiveData, stopsWithinDay } = answers
    const request = { askedBy, purpose, connected, sensitiveData, stopsWithinDay }
    const requestId = ctx.newId()
    const own = { tenantId: tenant, id: requestId, createdAt: ctx.now, updatedAt: ctx.now }
    await insertRequest(ctx.db, { ...own, ...request, linkId: link.id, partnerId: id })
    await writeNote(ctx, id, noteText(answers, link.label))
    ctx.record({
      stream: 'partner',
      event: 'partner.proposed',
      subject: { type: 'intake_request', id: requestId },
      after: { partnerId: id, ...request },
    })
    ctx.emit('partner.proposed', { partnerId: id, intakeRequestId: requestId })
    const params = { label: link.label }
    await noteOnTimeline(ctx, { partnerId: id, kind: 'partner', event: 'partner.proposed', params })
    return { name: answers.name }
  })
}
