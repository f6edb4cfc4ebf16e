import { rightsHeld, type Scope } from '../../domain/access/access.ts'
import {
  type Approval,
  type ApprovalMove,
  allowedApprovalMoves,
  moveApproval,
  whoseTurn,
} from '../../domain/approval/approval.ts'
import type { Instant } from '../../domain/time.ts'
import { authorize, holds, type ReadCtx, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { readOrganization } from '../organizations/organization.queries.ts'
import { approvalErrors, refusedMove } from './approval.errors.ts'
import { approvalRights } from './approval.policy.ts'
import { type ApprovalFilter, ableToJudge, countWaiting, listApprovals, namesOf } from './approval.queries.ts'
import {
  type ApprovalRow,
  deputiesOf,
  insertApproval,
  insertStep,
  lockApproval,
  lockLapsed,
  newestApproval,
  peopleWithRight,
  updateApproval,
} from './approval.store.ts'
import { OPEN_STATES } from './approval.tables.ts'
import { describeProposal } from './proposal.words.ts'

export type ApprovalRequest = {
  kind: string
  subjectType: string
  subjectId: string
  partnerId: string | null
  title: string
  reason: string
  proposal: Record<string, unknown>
  expiresAt: Instant | null
  /** Someone approves before the decision; nobody chosen: whoever else may. */
  wantsApproval?: boolean
  approverId?: string | null
  deciderId?: string | null
}

type Step = { act: ApprovalMove; byId: string | null }

const approvedBy = (steps: readonly Step[]): string | null => {
  const last = steps.findLast(({ act }) => act === 'approve' || act === 'submit')
  return last?.act === 'approve' ? last.byId : null
}

const asDomain = (row: ApprovalRow, steps: readonly Step[]): Approval => ({
  state: row.state,
  askedBy: row.askedBy,
  askedFor: row.askedFor,
  approver: row.approverId,
  decider: row.deciderId,
  approvedBy: approvedBy(steps),
  expiresAt: row.expiresAt,
})

const self = (ctx: ReadCtx): string => {
  if (ctx.actor.memberId === null) throw platformErrors.unauthenticated()
  return ctx.actor.memberId
}

type Consenters =
  | { ok: true; approverId: string | null; deciderId: string }
  | { ok: false; reason: 'not_entitled' | 'no_decider' | 'no_approver' }

/** Who approves and who decides: those chosen, else the first who may; never the asker, never one person for both. */
const whoConsents = async (
  ctx: ReadCtx,
  { wantsApproval, approverId, deciderId }: Pick<ApprovalRequest, 'wantsApproval' | 'approverId' | 'deciderId'>,
): Promise<Consenters> => {
  const people = await peopleWithRight(ctx.db, ctx.actor.tenant, approvalRights.decide, self(ctx))
  const chosen = [approverId, deciderId].filter((id) => id !== null && id !== undefined)
  if (new Set(chosen).size !== chosen.length || chosen.some((id) => people.every((person) => person.id !== id)))
    return { ok: false, reason: 'not_entitled' }
  const free = people.flatMap(({ id, everywhere }) => (everywhere && !chosen.includes(id) ? id : []))
  const decider = deciderId ?? free.shift()
  if (decider === undefined) return { ok: false, reason: 'no_decider' }
  if (wantsApproval !== true) return { ok: true, approverId: approverId ?? null, deciderId: decider }
  const approver = approverId ?? free.shift()
  return approver === undefined
    ? { ok: false, reason: 'no_approver' }
    : { ok: true, approverId: approver, deciderId: decider }
}

/** Says who is missing for consent to what the reader would ask, so that other work need not stop for it; null when nobody is. */
export const consenterMissing = async (
  ctx: ReadCtx,
  wantsApproval: boolean,
): Promise<'no_decider' | 'no_approver' | null> => {
  const found = await whoConsents(ctx, { wantsApproval })
  return found.ok || found.reason === 'not_entitled' ? null : found.reason
}

/** Lists who may approve and decide what the reader asks for. */
export const listConsenters = async (ctx: ReadCtx): Promise<{ id: string; name: string }[]> => {
  authorize(ctx, approvalRights.ask)
  const people = await peopleWithRight(ctx.db, ctx.actor.tenant, approvalRights.decide, self(ctx))
  return people.map(({ id, name }) => ({ id, name }))
}

/** Where the newest request for consent of a kind about a matter stands; null when nobody has asked. */
export const consentOf = async (ctx: ReadCtx, kind: string, subject: { type: string; id: string }) => {
  const row = await newestApproval(ctx.db, ctx.actor.tenant, kind, subject)
  return row === undefined ? null : { id: row.id, state: row.state, reason: row.reason, proposal: row.proposal }
}

/** Opens a request for consent in the name of the person who acts; someone else decides it. Gives its id. */
export const openApproval = async (ctx: WriteCtx, request: ApprovalRequest): Promise<string> => {
  authorize(ctx, approvalRights.ask)
  const askedBy = self(ctx)
  const { approverId: _approver, deciderId: _decider, wantsApproval: _wants, ...facts } = request
  const consenters = await whoConsents(ctx, request)
  if (!consenters.ok) throw approvalErrors[consenters.reason]()
  const { approverId, deciderId } = consenters
  const id = ctx.newId()
  await insertApproval(ctx.db, {
    ...facts,
    tenantId: ctx.actor.tenant,
    id,
    state: 'requested',
    askedBy,
    approverId,
    deciderId,
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

const JUDGING: readonly ApprovalMove[] = ['approve', 'decide', 'reject', 'send_back']

/** Moves a request on: approve, decide, send back, refuse, withdraw or hand in again; deputies act for their principal. */
export const moveOn = async (
  ctx: WriteCtx,
  id: string,
  version: number,
  move: { act: ApprovalMove; comment: string; actingFor: string | null },
) => {
  const scope = authorize(ctx, approvalRights.read)
  const person = self(ctx)
  const row = await lockApproval(ctx.db, ctx.actor.tenant, id)
  const seen = await describeOne(ctx, scope, id)
  if (row === undefined || seen === undefined) throw platformErrors.not_found()
  if (row.version !== version) throw platformErrors.changed_meanwhile({ version: row.version })
  const context = {
    now: ctx.now,
    deputies: await deputiesOf(ctx.db, ctx.actor.tenant, person, ctx.now),
    reason: move.comment,
  }
  const outcome = moveApproval(asDomain(row, seen.steps), move.act, { person, actingFor: move.actingFor }, context)
  if (!outcome.ok) throw refusedMove(outcome.reason)
  // Whose turn it is may have lost the right since, and a deputy may never have had it.
  if (JUDGING.includes(move.act)) authorize(ctx, approvalRights.decide)
  const decides = move.act === 'decide' || move.act === 'reject'
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

const closeBySystem = async (
  ctx: WriteCtx,
  row: ApprovalRow,
  act: 'withdraw' | 'expire',
  reason: string,
): Promise<boolean> => {
  const outcome = moveApproval(asDomain(row, []), act, 'system', { now: ctx.now, deputies: [], reason })
  if (!outcome.ok) return false
  const { id } = row
  await updateApproval(ctx.db, row, { state: outcome.next.state }, ctx.now)
  const step = { id: ctx.newId(), approvalId: id, act, by: null, actingFor: null }
  await insertStep(ctx.db, { tenantId: ctx.actor.tenant, ...step, comment: reason, now: ctx.now })
  ctx.record({
    stream: 'access',
    event: `approval.${outcome.next.state}`,
    subject: { type: 'approval', id },
    before: { state: row.state },
    after: { state: outcome.next.state },
    ...(reason === '' ? {} : { reason }),
  })
  ctx.emit('approval.refused', { approvalId: id, subjectId: row.subjectId })
  return true
}

/** Takes a waiting request back because what it was about is no more, with the reason; one that is closed stays as it is. */
export const dropApproval = async (ctx: WriteCtx, id: string, reason: string): Promise<void> => {
  const row = await lockApproval(ctx.db, ctx.actor.tenant, id)
  if (row !== undefined) await closeBySystem(ctx, row, 'withdraw', reason)
}

/** Closes requests nobody judged before their end, as many as fit into one transaction; gives how many it closed. */
export const lapseApprovals = async (ctx: WriteCtx, limit: number): Promise<number> => {
  const rows = await lockLapsed(ctx.db, ctx.actor.tenant, ctx.now, limit)
  let closed = 0
  for (const row of rows) if (await closeBySystem(ctx, row, 'expire', '')) closed += 1
  return closed
}

/** Reads what a decided request had proposed, for the feature that asked and now acts on it. */
export const readApproval = async (ctx: WriteCtx, id: string): Promise<ApprovalRow> => {
  const row = await lockApproval(ctx.db, ctx.actor.tenant, id)
  if (row === undefined) throw platformErrors.not_found()
  return row
}

const principalsOf = async (ctx: ReadCtx, person: string) => {
  const deputies = await deputiesOf(ctx.db, ctx.actor.tenant, person, ctx.now)
  return { deputies, people: [person, ...deputies.map((deputy) => deputy.principal)] }
}

const describe = async (ctx: ReadCtx, scope: Scope, filter: Omit<ApprovalFilter, 'waitingFor'> & { mine: boolean }) => {
  const person = self(ctx)
  const { deputies, people } = await principalsOf(ctx, person)
  const { mine, ...rest } = filter
  const wanted = { ...rest, waitingFor: mine ? people : null }
  const involved = scope.kind === 'all' ? null : people
  const { rows, next, steps } = await listApprovals(ctx.db, ctx.actor.tenant, wanted, involved, ctx.now)
  const ids = rows.flatMap(({ approval: a }) =>
    [a.askedBy, a.approverId, a.deciderId, a.decidedBy].filter((id) => id !== null),
  )
  const names = await namesOf(ctx.db, ctx.actor.tenant, [...new Set([...ids, ...people])])
  const named = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? '' })
  const judges = rows.flatMap(({ approval: a }) =>
    OPEN_STATES.includes(a.state) ? [a.approverId, a.deciderId].filter((id) => id !== null) : [],
  )
  const able = await ableToJudge(ctx.db, ctx.actor.tenant, approvalRights.decide, [...new Set(judges)])
  const tz = (await readOrganization(ctx.db, ctx.actor.tenant))?.tz ?? 'UTC'
  const reader = { locale: ctx.actor.locale, tz }
  const context = { now: ctx.now, deputies }
  const items = rows.map(({ approval, partnerName }) => {
    const own = steps.filter((step) => step.approvalId === approval.id)
    const asked = asDomain(approval, own)
    const turn = OPEN_STATES.includes(approval.state) ? whoseTurn(asked) : null
    const movesFor = (actingFor: string | null) => [...allowedApprovalMoves(asked, { person, actingFor }, context)]
    return {
      ...approval,
      facts: describeProposal(approval.proposal, reader),
      partner: approval.partnerId === null ? null : { id: approval.partnerId, name: partnerName ?? '' },
      askedBy: named(approval.askedBy),
      approver: named(approval.approverId),
      decider: named(approval.deciderId),
      decidedBy: named(approval.decidedBy),
      stuck: turn !== null && !able.has(turn),
      steps: own,
      moves: movesFor(null),
      acting: deputies
        .map(({ principal }) => ({ id: principal, name: names.get(principal) ?? '', moves: movesFor(principal) }))
        .filter(({ moves }) => moves.length > 0),
    }
  })
  return { items, next }
}

const describeOne = async (ctx: ReadCtx, scope: Scope, id: string) =>
  (await describe(ctx, scope, { state: 'all', mine: false, id, limit: 1 })).items[0]

/** Shows one request for consent with its steps and what the reader may do. */
export const showApproval = async (ctx: ReadCtx, id: string) => {
  const scope = authorize(ctx, approvalRights.read)
  const found = await describeOne(ctx, scope, id)
  if (found === undefined) throw platformErrors.not_found()
  return found
}

/** Lists requests for consent, newest first, page by page. */
export const browseApprovals = async (
  ctx: ReadCtx,
  query: { state: 'open' | 'closed' | 'all'; mine?: 'true' | undefined; after?: string | undefined; limit: number },
) => {
  const scope = authorize(ctx, approvalRights.read)
  const { state, after, limit } = query
  const page = await describe(ctx, scope, { state, mine: query.mine === 'true', after, limit })
  return { ...page, can: rightsHeld(approvalRights, ctx.actor.grants) }
}

/** Counts what waits for the reader, or for someone the reader acts for; nothing for a reader without the right. */
export const countMyApprovals = async (ctx: ReadCtx) => {
  if (!holds(ctx, approvalRights.read)) return { count: 0 }
  const person = self(ctx)
  const { people } = await principalsOf(ctx, person)
  return { count: await countWaiting(ctx.db, ctx.actor.tenant, people, ctx.now) }
}
