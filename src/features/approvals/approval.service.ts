import { rightsHeld } from '../../domain/access/access.ts'
import { type Approval, type ApprovalMove, allowedApprovalMoves, moveApproval } from '../../domain/approval/approval.ts'
import type { Instant } from '../../domain/time.ts'
import { authorize, type ReadCtx, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { approvalErrors, refusedMove } from './approval.errors.ts'
import { approvalRights } from './approval.policy.ts'
import { type ApprovalFilter, listApprovals, namesOf } from './approval.queries.ts'
import {
  type ApprovalRow,
  deputiesOf,
  findDecider,
  insertApproval,
  insertDeputy,
  insertStep,
  lockApproval,
  updateApproval,
} from './approval.store.ts'

export type ApprovalRequest = {
  kind: string
  subjectType: string
  subjectId: string
  partnerId: string | null
  title: string
  reason: string
  proposal: Record<string, unknown>
  expiresAt: Instant | null
  approverId?: string | null
  deciderId?: string | null
}

const asDomain = (row: ApprovalRow): Approval => ({
  state: row.state,
  askedBy: row.askedBy,
  askedFor: row.askedFor,
  approver: row.approverId,
  decider: row.deciderId,
  expiresAt: row.expiresAt,
})

const self = (ctx: ReadCtx): string => {
  if (ctx.actor.memberId === null) throw platformErrors.unauthenticated()
  return ctx.actor.memberId
}

/** Opens a request for consent in the name of the person who acts; someone else decides it. Gives its id. */
export const openApproval = async (ctx: WriteCtx, request: ApprovalRequest): Promise<string> => {
  authorize(ctx, approvalRights.ask)
  const askedBy = self(ctx)
  const { approverId = null, deciderId = null, ...facts } = request
  const decider = deciderId ?? (await findDecider(ctx.db, ctx.actor.tenant, approvalRights.decide, askedBy))
  if (decider === undefined || decider === askedBy) throw approvalErrors.no_decider()
  const id = ctx.newId()
  await insertApproval(ctx.db, {
    ...facts,
    tenantId: ctx.actor.tenant,
    id,
    state: 'requested',
    askedBy,
    approverId,
    deciderId: decider,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  })
  await insertStep(ctx.db, {
    tenantId: ctx.actor.tenant,
    id: ctx.newId(),
    approvalId: id,
    act: 'submit',
    by: askedBy,
    actingFor: null,
    comment: facts.reason,
    now: ctx.now,
  })
  ctx.record({
    stream: 'access',
    event: 'approval.requested',
    subject: { type: 'approval', id },
    after: facts,
    reason: facts.reason,
  })
  ctx.emit('approval.requested', { approvalId: id })
  return id
}

const EVENT: Partial<Record<ApprovalMove, string>> = {
  decide: 'approval.decided',
  reject: 'approval.refused',
  withdraw: 'approval.refused',
  expire: 'approval.refused',
}

/** Moves a request on: approve, decide, send back, refuse, withdraw or hand in again; deputies act for their principal. */
export const moveOn = async (
  ctx: WriteCtx,
  id: string,
  version: number,
  move: { act: ApprovalMove; comment: string; actingFor: string | null },
) => {
  authorize(ctx, approvalRights.read)
  const person = self(ctx)
  const row = await lockApproval(ctx.db, ctx.actor.tenant, id)
  if (row === undefined || (await describe(ctx, { state: 'all', mine: null, id, limit: 1 })).length === 0)
    throw platformErrors.not_found()
  if (row.version !== version) throw platformErrors.changed_meanwhile({ version: row.version })
  const context = {
    now: ctx.now,
    deputies: await deputiesOf(ctx.db, ctx.actor.tenant, person, ctx.now),
    reason: move.comment,
  }
  const outcome = moveApproval(asDomain(row), move.act, { person, actingFor: move.actingFor }, context)
  if (!outcome.ok) throw refusedMove(outcome.reason)
  const decides = move.act === 'decide' || move.act === 'reject'
  if (decides) authorize(ctx, approvalRights.decide)
  const decision = decides ? { decidedBy: person, decidedFor: move.actingFor, decidedAt: ctx.now } : {}
  await updateApproval(ctx.db, row, { state: outcome.next.state, ...decision }, ctx.now)
  await insertStep(ctx.db, {
    tenantId: ctx.actor.tenant,
    id: ctx.newId(),
    approvalId: id,
    act: move.act,
    by: person,
    actingFor: move.actingFor,
    comment: move.comment,
    now: ctx.now,
  })
  ctx.record({
    stream: 'access',
    event: `approval.${outcome.next.state}`,
    subject: { type: 'approval', id },
    before: { state: row.state },
    after: { state: outcome.next.state },
    reason: move.comment,
  })
  const event = EVENT[move.act]
  if (event !== undefined) ctx.emit(event, { approvalId: id, subjectId: row.subjectId })
  return showApproval(ctx, id)
}

/** Reads what a decided request had proposed, for the feature that asked and now acts on it. */
export const readApproval = async (ctx: WriteCtx, id: string): Promise<ApprovalRow> => {
  const row = await lockApproval(ctx.db, ctx.actor.tenant, id)
  if (row === undefined) throw platformErrors.not_found()
  return row
}

const describe = async (ctx: ReadCtx, filter: ApprovalFilter) => {
  const scope = authorize(ctx, approvalRights.read)
  const person = self(ctx)
  const deputies = await deputiesOf(ctx.db, ctx.actor.tenant, person, ctx.now)
  const reader = { tenant: ctx.actor.tenant, scope, people: [person, ...deputies.map(({ principal }) => principal)] }
  const { rows, steps } = await listApprovals(ctx.db, reader, filter)
  const ids = rows.flatMap(({ approval: a }) =>
    [a.askedBy, a.approverId, a.deciderId, a.decidedBy].filter((id) => id !== null),
  )
  const names = await namesOf(ctx.db, ctx.actor.tenant, [...new Set(ids)])
  const named = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? '' })
  return rows.map(({ approval, partnerName }) => ({
    ...approval,
    partner: approval.partnerId === null ? null : { id: approval.partnerId, name: partnerName ?? '' },
    askedBy: named(approval.askedBy),
    approver: named(approval.approverId),
    decider: named(approval.deciderId),
    decidedBy: named(approval.decidedBy),
    steps: steps.filter((step) => step.approvalId === approval.id),
    moves: [...allowedApprovalMoves(asDomain(approval), { person, actingFor: null }, { now: ctx.now, deputies })],
  }))
}

/** Shows one request for consent with its steps and what the reader may do. */
export const showApproval = async (ctx: ReadCtx, id: string) => {
  authorize(ctx, approvalRights.read)
  const [found] = await describe(ctx, { state: 'all', mine: null, id, limit: 1 })
  if (found === undefined) throw platformErrors.not_found()
  return found
}

/** Lists requests for consent, newest first. */
export const browseApprovals = async (
  ctx: ReadCtx,
  query: { state: 'open' | 'closed' | 'all'; mine?: 'true' | undefined; limit: number },
) => {
  authorize(ctx, approvalRights.read)
  const items = await describe(ctx, {
    state: query.state,
    mine: query.mine === 'true' ? self(ctx) : null,
    limit: query.limit,
  })
  return { items, can: rightsHeld(approvalRights, ctx.actor.grants) }
}

/** Names who may act for the signed-in member, from when until when. */
export const appointDeputy = async (ctx: WriteCtx, deputy: { deputyId: string; startsAt: string; endsAt: string }) => {
  const memberId = self(ctx)
  authorize(ctx, approvalRights.read)
  if ((await namesOf(ctx.db, ctx.actor.tenant, [deputy.deputyId])).size === 0 || deputy.deputyId === memberId)
    throw platformErrors.not_found()
  const id = ctx.newId()
  const period = { startsAt: deputy.startsAt as Instant, endsAt: deputy.endsAt as Instant }
  await insertDeputy(ctx.db, {
    tenantId: ctx.actor.tenant,
    id,
    memberId,
    deputyId: deputy.deputyId,
    ...period,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  })
  ctx.record({
    stream: 'access',
    event: 'deputy.appointed',
    subject: { type: 'deputy', id },
    after: { memberId, ...deputy },
  })
  return { id, memberId, ...deputy }
}
