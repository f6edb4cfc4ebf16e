import type { WriteCtx } from '../../platform/context.ts'
import type { EventIds, Subscriber } from '../../platform/jobs/outbox.ts'
import { readDeadline } from '../deadlines/deadline.queries.ts'
import { noteOnTimeline } from '../partners/partner.service.ts'

const note = (event: string) => async (ctx: WriteCtx, ids: EventIds) => {
  const deadline =
    ids.deadlineId === undefined ? undefined : await readDeadline(ctx.db, ctx.actor.tenant, ids.deadlineId)
  if (deadline === undefined || deadline.partnerId === null) return
  await noteOnTimeline(ctx, {
    partnerId: deadline.partnerId,
    kind: deadline.stream === 'assessment' ? 'assessment' : 'partner',
    event,
    params: { deadline: deadline.kind, due: deadline.dueLocal ?? deadline.dueAt },
    subject: { type: deadline.subjectType, id: deadline.subjectId },
  })
}

/** Partners stand right of deadlines, so a partner's history hears of its deadlines by their events. */
export const deadlineTimeline: readonly Subscriber[] = [
  { name: 'timeline-deadline-extended', event: 'deadline.extended', handle: note('deadline.extended') },
  { name: 'timeline-deadline-overdue', event: 'deadline.overdue', together: 50, handle: note('deadline.overdue') },
]
