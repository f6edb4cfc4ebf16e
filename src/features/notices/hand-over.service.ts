import { plusSeconds } from '../../platform/clock.ts'
import type { WriteCtx } from '../../platform/context.ts'
import type { SendResult } from '../../platform/mail/mail-transport.ts'
import type { Message } from './notice.store.ts'
import { insertAttempt, lockForgotten, lockMessage, markSent, writeMessage } from './sending.store.ts'

export const FORGOTTEN_BATCH = 200
const FIRST_WAIT_SECONDS = 60
const LONGEST_WAIT_SECONDS = 3600

/** One message as it was given to the mail server, and what the server said. */
export type HandOver = { id: string; leaseNo: number; result: SendResult }

const tellFailure = (ctx: WriteCtx, message: Message, state: 'failed' | 'cancelled', failure: string): void => {
  ctx.record({
    stream: 'notice',
    event: `message.${state}`,
    subject: { type: 'message', id: message.id },
    before: { state: message.state },
    after: { state, failure },
  })
  ctx.emit(`message.${state}`, { messageId: message.id, noticeId: message.noticeId })
}

/** Ends a message that does not go out, visibly and with the reason. */
export const endMessage = async (
  ctx: WriteCtx,
  message: Message,
  state: 'failed' | 'cancelled',
  failure: string,
): Promise<void> => {
  await writeMessage(ctx.db, message, { state, failure, leaseUntil: null }, ctx.now)
  tellFailure(ctx, message, state, failure)
}

const waitAfter = (attempts: number): number =>
  Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.max(0, attempts - 1))

/** Lets a message wait for another try, or gives it up when that would be too late. */
const waitOrGiveUp = async (ctx: WriteCtx, message: Message, seconds: number): Promise<void> => {
  const sendAfter = plusSeconds(ctx.now, seconds)
  if (sendAfter > message.giveUpAt) return endMessage(ctx, message, 'failed', 'gave_up')
  await writeMessage(ctx.db, message, { state: 'pending', sendAfter, leaseUntil: null }, ctx.now)
}

/** Takes back messages whose sender died: what became of them is unknown, so they go out again as the same message. */
export const takeBackForgotten = async (ctx: WriteCtx): Promise<number> => {
  const rows = await lockForgotten(ctx.db, ctx.actor.tenant, ctx.now, FORGOTTEN_BATCH)
  for (const message of rows) {
    await insertAttempt(ctx.db, {
      newId: ctx.newId,
      tenantId: message.tenantId,
      messageId: message.id,
      no: message.leaseNo,
      at: ctx.now,
      outcome: 'unknown',
      response: 'no result before the lease ended; repeated with the same Message-ID',
    })
    await waitOrGiveUp(ctx, message, 0)
  }
  return rows.length
}

const settleRefusal = async (ctx: WriteCtx, { id, leaseNo, result }: HandOver): Promise<void> => {
  const message = await lockMessage(ctx.db, ctx.actor.tenant, id)
  if (message === undefined) return
  const { outcome, response } = result
  const attempt = { newId: ctx.newId, tenantId: message.tenantId, messageId: id, no: leaseNo, at: ctx.now }
  await insertAttempt(ctx.db, { ...attempt, outcome, response })
  // Someone else has taken the message over since; only a proof that it arrived would still matter.
  if (message.state !== 'sending' || message.leaseNo !== leaseNo) return
  if (outcome === 'permanent') return endMessage(ctx, message, 'failed', 'refused')
  await waitOrGiveUp(ctx, message, waitAfter(message.attempts))
}

/** Writes down what became of hand-overs and moves their messages on. */
export const settleHandOvers = async (ctx: WriteCtx, done: readonly HandOver[]): Promise<void> => {
  const accepted = done.filter(({ result }) => result.outcome === 'accepted')
  const sent = await markSent(
    ctx.db,
    ctx.actor.tenant,
    accepted.map(({ id, leaseNo, result }) => ({ id: ctx.newId(), messageId: id, no: leaseNo, ...result })),
    ctx.now,
  )
  for (const { id, noticeId } of sent) ctx.emit('message.sent', { messageId: id, noticeId })
  for (const one of done) if (one.result.outcome !== 'accepted') await settleRefusal(ctx, one)
}
