import type { z } from 'zod'
import type { Right } from '../../domain/access/access.ts'
import { rightsHeld } from '../../domain/access/access.ts'
import type { TriageAnswers } from '../../domain/risk/triage.ts'
import { authorize, type ReadCtx, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Filter, Reader } from '../partners/partner-filter.queries.ts'
import { holdForRating } from '../partners/rating.service.ts'
import { engagementRights } from './engagement.policy.ts'
import { rateAfterChange } from './rate-partners.service.ts'
import type { ApplyFilterBody, TriageBody } from './triage.contract.ts'
import { listTriage, type Part, type TriageRow, triageOf } from './triage.queries.ts'
import { saveAnswers } from './triage.store.ts'

/** Partners answered in one transaction when the answers are for a whole filter. */
const PART = 1000

const readerOf = (ctx: ReadCtx, right: Right): Reader => ({
  tenant: ctx.actor.tenant,
  scope: authorize(ctx, right),
  memberId: ctx.actor.memberId,
  today: ctx.today,
})

/** Lists partners with their three answers, the whole ledger in one grid. */
export const browseTriage = async (ctx: ReadCtx, query: Filter & Part) => {
  const { only, after, limit, ...filter } = query
  const page = await listTriage(ctx.db, readerOf(ctx, engagementRights.read), filter, { only, after, limit })
  return { ...page, can: rightsHeld(engagementRights, ctx.actor.grants) }
}

type Given = { [Q in keyof TriageAnswers]?: boolean | null | undefined }

const answersOf = ({ connected, sensitiveData, stopsWithinDay }: TriageAnswers): TriageAnswers => ({
  connected,
  sensitiveData,
  stopsWithinDay,
})

const merged = (before: TriageAnswers, given: Given): TriageAnswers => ({
  connected: given.connected === undefined ? before.connected : given.connected,
  sensitiveData: given.sensitiveData === undefined ? before.sensitiveData : given.sensitiveData,
  stopsWithinDay: given.stopsWithinDay === undefined ? before.stopsWithinDay : given.stopsWithinDay,
})

const apply = async (ctx: WriteCtx, rows: readonly TriageRow[], givenTo: (partnerId: string) => Given) => {
  const changed = rows.flatMap((row) => {
    const before = answersOf(row)
    const after = merged(before, givenTo(row.partnerId))
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ partnerId: row.partnerId, before, after }]
  })
  if (changed.length === 0) return
  const answers = changed.map(({ partnerId, after }) => ({ ...after, partnerId, id: ctx.newId() }))
  await saveAnswers(ctx.db, ctx.actor.tenant, answers, ctx.actor.memberId, ctx.now)
  for (const { partnerId, before, after } of changed)
    ctx.record({
      stream: 'partner',
      event: 'triage.answered',
      subject: { type: 'partner', id: partnerId },
      before,
      after,
    })
  await rateAfterChange(
    ctx,
    changed.map(({ partnerId }) => partnerId),
    'triage.answered',
  )
}

/** Saves answers of up to 500 partners at once and gives each its provisional level. */
export const answerTriage = async (ctx: WriteCtx, { answers }: z.output<typeof TriageBody>) => {
  const reader = readerOf(ctx, engagementRights.triage)
  const given = new Map(answers.map((answer) => [answer.partnerId, answer]))
  if ((await triageOf(ctx.db, reader, [...given.keys()])).length !== given.size) throw platformErrors.not_found()
  // Held before what is there is read: three quick answers come as three requests, and none may undo another.
  await holdForRating(ctx, [...given.keys()])
  const rows = await triageOf(ctx.db, reader, [...given.keys()])
  await apply(ctx, rows, (partnerId) => given.get(partnerId) ?? {})
  return { items: await triageOf(ctx.db, reader, [...given.keys()]) }
}

/** Gives the partners of a filter the same answers, a bounded part in each call; the cursor leads to the next part. */
export const answerFilter = async (
  ctx: WriteCtx,
  { filter, only, answers, after }: z.output<typeof ApplyFilterBody>,
) => {
  const reader = readerOf(ctx, engagementRights.triage)
  const { items, next } = await listTriage(ctx.db, reader, filter, { only, after, limit: PART })
  const ids = items.map(({ partnerId }) => partnerId)
  await holdForRating(ctx, ids)
  await apply(ctx, await triageOf(ctx.db, reader, ids), () => answers)
  return { applied: items.length, next }
}
