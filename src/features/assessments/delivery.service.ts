import { moveRequest } from '../../domain/assessment/request-state.ts'
import type { Instant } from '../../domain/time.ts'
import type { TakenEvent } from '../../platform/jobs/outbox.ts'
import { noteAssessmentStandings } from '../partners/partner-standing.service.ts'
import { requestsOfMessages } from './delivery.queries.ts'
import { lockStandings, type Standing, updateRequests } from './request.store.ts'

const KINDS = ['assessment-request', 'returned']
const CHANGED = ['delivery', 'failure', 'state', 'openedAt'] as const

const delivered = (before: Standing, delivery: 'sent' | 'failed', failure: string | null, now: Instant): Standing => {
  const opened = moveRequest(before.state, 'open', 'system')
  return {
    ...before,
    delivery,
    failure: delivery === 'failed' ? failure : null,
    state: opened.ok ? opened.next : before.state,
    openedAt: opened.ok ? now : before.openedAt,
  }
}

/** Mails that left open their requests; those that could not be delivered open theirs too and show the failure, so that they can be sent again. */
export const noteDeliveries = async (delivery: 'sent' | 'failed', taken: readonly TakenEvent[]): Promise<void> => {
  const [first] = taken
  if (first === undefined) return
  const { db, now, actor } = first.ctx
  const messageIds = taken.flatMap(({ ids: { messageId } }) => messageId ?? [])
  const abouts = await requestsOfMessages(db, actor.tenant, messageIds)
  const requestIds = [...abouts.values()].flatMap(({ kind, requestId }) => (KINDS.includes(kind) ? requestId : []))
  const before = new Map((await lockStandings(db, actor.tenant, requestIds)).map((request) => [request.id, request]))
  const after = new Map<string, Standing>()
  for (const { ctx, ids } of taken) {
    const about = abouts.get(ids.messageId ?? '')
    if (about === undefined) continue
    // Two mails of one request may be told of together: the second finds what the first has left.
    const found = after.get(about.requestId) ?? before.get(about.requestId)
    if (found === undefined || found.state === 'cancelled' || !KINDS.includes(about.kind)) continue
    const next = delivered(found, delivery, about.failure, now)
    after.set(found.id, next)
    ctx.record({
      stream: 'assessment',
      event: delivery === 'sent' ? 'assessment.delivered' : 'assessment.undelivered',
      subject: { type: 'assessment', id: found.id },
      before: { state: found.state, delivery: found.delivery },
      after: { state: next.state, delivery, failure: about.failure },
    })
  }
  const rows = [...after.values()].map((row) => ({ ...row, version: row.version + 1, updatedAt: now }))
  const changed = await updateRequests(db, actor.tenant, rows, CHANGED)
  if (changed !== rows.length) throw new Error('a request changed although it was locked')
  const opened = rows.filter(({ id, state }) => before.get(id)?.state !== state)
  await noteAssessmentStandings(
    first.ctx,
    opened.map(({ partnerId, state }) => ({ partnerId, assessmentState: state })),
  )
}
