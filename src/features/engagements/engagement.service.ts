import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import type { Scope } from '../../domain/access/access.ts'
import type { PlainDate } from '../../domain/time.ts'
import { authorize, type ReadCtx, type WriteCtx } from '../../platform/context.ts'
import { type FieldError, fillText, platformErrors } from '../../platform/errors.ts'
import { type Policy, readPolicy } from '../catalog/read-policy.service.ts'
import { noteOnTimeline } from '../partners/partner.service.ts'
import { assertOpen, rightsOnPartner } from '../partners/partner-access.service.ts'
import type { EngagementCreate, EngagementUpdate } from './engagement.contract.ts'
import { engagementErrors } from './engagement.errors.ts'
import { engagementRights } from './engagement.policy.ts'
import {
  type ConnectionRow,
  connectionsIn,
  engagementsOf,
  engagementWithUnit,
  partnerInScope,
  unitExists,
} from './engagement.queries.ts'
import {
  type Engagement,
  getEngagement,
  insertEngagement,
  replaceConnections,
  updateEngagement,
} from './engagement.store.ts'
import type { EngagementState } from './engagement.tables.ts'
import { rateAfterChange } from './rate-partners.service.ts'

type Create = z.output<typeof EngagementCreate>
type Update = z.output<typeof EngagementUpdate>
type Row = { engagement: Engagement; unitName: string | null }

/** The partner when it lies in the reader's scope, else as if it did not exist. */
export const assertPartner = async (ctx: ReadCtx, scope: Scope, id: string) => {
  const partner = await partnerInScope(ctx.db, ctx.actor.tenant, scope, id)
  if (partner === undefined) throw platformErrors.not_found()
  return partner
}

const viewOf = ({ engagement, unitName }: Row, links: readonly ConnectionRow[], can: string[]) => {
  const { connectionsKnown, overseas, rating, mergeId, ...row } = engagement
  const own = links.filter((link) => link.engagementId === row.id)
  return {
    ...row,
    unitName,
    overseas: overseas?.map((concern) => ({ ...concern, kind: concernKind(concern.kind) })) ?? null,
    connections: connectionsKnown ? own.map(({ id, engagementId, ...link }) => link) : null,
    can,
  }
}

const CONCERNS = ['geopolitical', 'legal', 'infrastructure', 'background-check', 'time-zone'] as const
const concernKind = (kind: string) => CONCERNS.find((known) => known === kind) ?? 'legal'

/** Lists a partner's engagements, running ones first. */
export const browseEngagements = async (ctx: ReadCtx, partnerId: string) => {
  await assertPartner(ctx, authorize(ctx, engagementRights.read), partnerId)
  const rows = await engagementsOf(ctx.db, ctx.actor.tenant, partnerId)
  const links = await connectionsIn(
    ctx.db,
    ctx.actor.tenant,
    rows.map((row) => row.engagement.id),
  )
  const can = await rightsOnPartner(ctx, engagementRights, partnerId)
  return { items: rows.map((row) => viewOf(row, links, can)), can }
}

/** Shows one engagement. */
export const showEngagement = async (ctx: ReadCtx, id: string) => {
  const scope = authorize(ctx, engagementRights.read)
  const { tenant } = ctx.actor
  const row = await engagementWithUnit(ctx.db, tenant, id)
  if (row === undefined || (await getEngagement(ctx.db, tenant, scope, id)) === undefined)
    throw platformErrors.not_found()
  const can = await rightsOnPartner(ctx, engagementRights, row.engagement.partnerId)
  return viewOf(row, await connectionsIn(ctx.db, tenant, [id]), can)
}

/** Says by its period whether work is planned, running or ended. */
export const stateOf = (start: PlainDate | null, end: PlainDate | null, today: PlainDate): EngagementState => {
  if (end !== null && end < today) return 'ended'
  return start !== null && start > today ? 'planned' : 'live'
}

/** Refuses what the policy in force does not know, field by field. */
export const assertKnownValues = (ctx: ReadCtx, policy: Policy, body: Update): void => {
  const { facts } = policy.document
  const problems: FieldError[] = []
  const refuse = (field: string, value: string) =>
    void problems.push({
      field,
      code: engagementErrors.unknown_value.code,
      message: fillText(engagementErrors.unknown_value.text[ctx.actor.locale], { value }),
    })
  body.dataClasses?.forEach((value, at) => {
    if (!facts.dataClasses.some((entry) => entry.key === value)) refuse(`dataClasses.${at}`, value)
  })
  if (body.dataVolume != null && !facts.dataVolumes.some((entry) => entry.key === body.dataVolume))
    refuse('dataVolume', body.dataVolume)
  for (const [key, points] of Object.entries(body.answers ?? {})) {
    const factor = policy.risk.factors.find((known) => known.key === key)
    if (factor === undefined) refuse(`answers.${key}`, key)
    else if (points > factor.max) refuse(`answers.${key}`, String(points))
  }
  if (problems.length > 0) throw platformErrors.invalid({}, problems)
}

const assertSound = async (ctx: WriteCtx, body: Update, start: PlainDate | null, end: PlainDate | null) => {
  if (start !== null && end !== null && end < start) throw engagementErrors.period_reversed()
  if (body.unitId != null && !(await unitExists(ctx.db, ctx.actor.tenant, body.unitId)))
    throw engagementErrors.unit_unknown()
  assertKnownValues(ctx, (await readPolicy(ctx)).policy, body)
}

type Fields = Partial<Omit<Create, 'connections' | 'periodStart' | 'periodEnd'>> & {
  periodStart?: PlainDate | null
  periodEnd?: PlainDate | null
  connectionsKnown?: boolean
}

const withoutAbsent = (body: Update): Fields => {
  const { connections, ...facts } = body
  const given = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Fields
  return connections === undefined ? given : { ...given, connectionsKnown: connections !== null }
}

const linksOf = (ctx: WriteCtx, connections: Create['connections']) =>
  (connections ?? []).map((connection) => ({ ...connection, id: ctx.newId() }))

/** Tells the partner's history what someone did with an engagement. */
const noteWork = (
  ctx: WriteCtx,
  { id, partnerId }: Pick<Engagement, 'id' | 'partnerId'>,
  event: string,
  params: Record<string, string | number>,
): Promise<void> =>
  noteOnTimeline(ctx, { partnerId, kind: 'engagement', event, params, subject: { type: 'engagement', id } })

const tellPeriod = (ctx: WriteCtx, partnerId: string): void => ctx.emit('engagement.period_changed', { partnerId })

/** Adds an engagement to a partner and rates the partner at once. */
export const createEngagement = async (ctx: WriteCtx, partnerId: string, body: Create) => {
  assertOpen(await assertPartner(ctx, authorize(ctx, engagementRights.update), partnerId))
  const { connections, ...facts } = body
  const periodStart = facts.periodStart as PlainDate | null
  const periodEnd = facts.periodEnd as PlainDate | null
  await assertSound(ctx, body, periodStart, periodEnd)
  const id = ctx.newId()
  const tenantId = ctx.actor.tenant
  const row = { ...facts, periodStart, periodEnd, tenantId, id, partnerId, connectionsKnown: connections !== null }
  const state = stateOf(periodStart, periodEnd, ctx.today)
  await insertEngagement(ctx.db, { ...row, state, createdAt: ctx.now, updatedAt: ctx.now })
  await replaceConnections(ctx.db, row, linksOf(ctx, connections), ctx.now)
  ctx.record({
    stream: 'partner',
    event: 'engagement.created',
    subject: { type: 'engagement', id },
    after: { partnerId, ...body },
  })
  await noteWork(ctx, row, 'engagement.created', { purpose: facts.purpose })
  if (periodEnd !== null) tellPeriod(ctx, partnerId)
  await rateAfterChange(ctx, [partnerId], 'engagement.created', [id])
  return showEngagement(ctx, id)
}

const bodyOf = (view: Awaited<ReturnType<typeof showEngagement>>): Record<string, unknown> => ({ ...view })

const differing = (before: Record<string, unknown>, body: Update): string[] =>
  Object.entries(body).flatMap(([key, value]) =>
    value === undefined || isDeepStrictEqual(before[key], value) ? [] : [key],
  )

const pick = (from: Record<string, unknown>, keys: readonly string[]) =>
  Object.fromEntries(keys.map((key) => [key, from[key] ?? null]))

const findForEdit = async (ctx: WriteCtx, id: string, version: number): Promise<Engagement> => {
  const scope = authorize(ctx, engagementRights.update)
  const found = await getEngagement(ctx.db, ctx.actor.tenant, scope, id)
  if (found === undefined) throw platformErrors.not_found()
  if (found.version !== version) throw platformErrors.changed_meanwhile({ version: found.version })
  return found
}

/** Edits an engagement from the version the editor saw and rates its partner again; nothing is written when nothing changed. */
export const editEngagement = async (ctx: WriteCtx, id: string, version: number, body: Update) => {
  const found = await findForEdit(ctx, id, version)
  const before = bodyOf(await showEngagement(ctx, id))
  const changed = differing(before, body)
  if (changed.length === 0) return showEngagement(ctx, id)
  const change = withoutAbsent(body)
  const periodStart = change.periodStart === undefined ? found.periodStart : change.periodStart
  const periodEnd = change.periodEnd === undefined ? found.periodEnd : change.periodEnd
  await assertSound(ctx, body, periodStart, periodEnd)
  const moved = changed.includes('periodStart') || changed.includes('periodEnd')
  const state = moved ? stateOf(periodStart, periodEnd, ctx.today) : found.state
  if (!(await updateEngagement(ctx.db, found, { ...change, state }, ctx.now)))
    throw platformErrors.changed_meanwhile({ version: version + 1 })
  if (body.connections !== undefined) await replaceConnections(ctx.db, found, linksOf(ctx, body.connections), ctx.now)
  ctx.record({
    stream: 'partner',
    event: 'engagement.updated',
    subject: { type: 'engagement', id },
    before: pick(before, changed),
    after: pick({ ...body }, changed),
  })
  const purpose = change.purpose ?? found.purpose
  await noteWork(ctx, found, 'engagement.updated', { purpose, fields: changed.length })
  if (moved) tellPeriod(ctx, found.partnerId)
  await rateAfterChange(ctx, [found.partnerId], 'engagement.updated', [id])
  return showEngagement(ctx, id)
}

/** Ends an engagement today; it no longer counts for the partner's level. */
export const endEngagement = async (ctx: WriteCtx, id: string, version: number) => {
  const found = await findForEdit(ctx, id, version)
  if (found.state === 'ended') throw engagementErrors.already_ended()
  const today = ctx.today
  const periodEnd = found.periodStart !== null && found.periodStart > today ? found.periodStart : today
  if (!(await updateEngagement(ctx.db, found, { state: 'ended', periodEnd }, ctx.now)))
    throw platformErrors.changed_meanwhile({ version: version + 1 })
  ctx.record({
    stream: 'partner',
    event: 'engagement.ended',
    subject: { type: 'engagement', id },
    before: { periodEnd: found.periodEnd },
    after: { periodEnd },
  })
  await noteWork(ctx, found, 'engagement.ended', { purpose: found.purpose })
  tellPeriod(ctx, found.partnerId)
  await rateAfterChange(ctx, [found.partnerId], 'engagement.ended')
  return showEngagement(ctx, id)
}
