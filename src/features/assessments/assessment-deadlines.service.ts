import { endOfLocalDay } from '../../domain/deadline/local-time.ts'
import type { Instant } from '../../domain/time.ts'
import type { WriteCtx } from '../../platform/context.ts'
import {
  cancelDeadline,
  completeDeadline,
  type DeadlineSpec,
  extendDeadline,
  openDeadline,
  openDeadlines,
} from '../deadlines/deadline.service.ts'
import type { Request } from './request.store.ts'

const answersDueAt = (deadline: NonNullable<Request['deadline']>, tz: string) => endOfLocalDay(deadline, tz)

type Asked = {
  request: Pick<Request, 'id' | 'partnerId' | 'ownerId' | 'levelVersion' | 'tz' | 'submissionNo'>
  deadline: NonNullable<Request['deadline']>
}

const specOf = (ctx: WriteCtx, { request, deadline }: Asked, dueAt: Instant): DeadlineSpec => ({
  kind: 'answers',
  subject: { type: 'assessment', id: request.id },
  cycleKey: `answers-${request.submissionNo + 1}`,
  stream: 'assessment',
  partnerId: request.partnerId,
  ownerId: request.ownerId,
  opensAt: ctx.now,
  startsFrom: request.submissionNo === 0 ? 'sent' : 'returned',
  dueAt,
  dueLocal: deadline,
  tz: request.tz,
  calendarVersion: '1',
  rule: { id: 'assessment.answers', version: request.levelVersion },
})

/** Starts the clocks of many requests that are sent together; gives their ids in the order asked. */
export const openAnswerDeadlines = async (ctx: WriteCtx, asked: readonly Asked[]): Promise<string[]> => {
  // Those sent together mostly share one day, and working out when it ends takes longer than all else here.
  const ends = new Map<string, Instant>()
  const endOf = ({ request: { tz }, deadline }: Asked): Instant => {
    const end = ends.get(`${deadline} ${tz}`) ?? answersDueAt(deadline, tz)
    ends.set(`${deadline} ${tz}`, end)
    return end
  }
  const opened = await openDeadlines(
    ctx,
    asked.map((one) => specOf(ctx, one, endOf(one))),
  )
  return opened.map(({ id }) => id)
}

/** Starts the clock of the answers once more, as a turn of its own, when answers go back for correction. */
export const openAnswerDeadline = async (
  ctx: WriteCtx,
  request: Asked['request'],
  deadline: Asked['deadline'],
): Promise<string> =>
  (await openDeadline(ctx, specOf(ctx, { request, deadline }, answersDueAt(deadline, request.tz)))).id

/** Moves the clock to a later day, with the reason. */
export const moveAnswerDeadline = async (
  ctx: WriteCtx,
  request: Pick<Request, 'deadlineId' | 'tz'>,
  deadline: NonNullable<Request['deadline']>,
  reason: string,
): Promise<void> => {
  if (request.deadlineId === null) return
  await extendDeadline(ctx, request.deadlineId, {
    dueAt: answersDueAt(deadline, request.tz),
    dueLocal: deadline,
    reason,
  })
}

/** Ends the clock: the answers are in, or nobody owes them any more. */
export const endAnswerDeadline = async (
  ctx: WriteCtx,
  deadlineId: string | null,
  how: { done: true; at?: Instant | undefined } | { done: false; reason: string },
): Promise<void> => {
  if (deadlineId === null) return
  if (how.done) await completeDeadline(ctx, deadlineId, how.at)
  else await cancelDeadline(ctx, deadlineId, how.reason)
}
