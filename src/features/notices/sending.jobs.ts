import type { Instant } from '../../domain/time.ts'
import { plusSeconds } from '../../platform/clock.ts'
import { type Actor, systemActor, type WriteCtx } from '../../platform/context.ts'
import { drain } from '../../platform/mail/drain.ts'
import type { MailTransport, SendResult } from '../../platform/mail/mail-transport.ts'
import { type Engine, reading, writing } from '../../platform/work.ts'
import { type MailSettings, mailSettingsOf } from './mail-settings.store.ts'
import type { Message } from './notice.store.ts'
import { composeMail, messageIdFor, openMailServer, type Sendable } from './outgoing-mail.service.ts'
import type { RecipientCheck } from './recipient-check.queries.ts'
import {
  countDue,
  handedOverSince,
  holdPace,
  insertAttempt,
  lockForgotten,
  lockMessage,
  lockWaiting,
  writeMessage,
} from './sending.store.ts'

export const CONNECTIONS = 5
/** Longer than the slowest hand-over, so that a lease never runs out under a sender that is still at work. */
const LEASE_SECONDS = 300
const BATCH = 200
const FIRST_WAIT_SECONDS = 60
const LONGEST_WAIT_SECONDS = 3600
/** The pace is kept in short windows, so that a minute's worth is not sent in one burst. */
const PACE_WINDOW_SECONDS = 10

export type SendingOptions = {
  /** One check per sort of recipient, asked right before each hand-over. */
  checks: Readonly<Record<string, RecipientCheck>>
  signal?: AbortSignal
  /** Opens the mail server; another one in drills. */
  openServer?: (settings: MailSettings) => MailTransport
}

type Leased = Sendable & { leaseNo: number }

const senderOf = (tenant: string, now: Instant): Actor => systemActor(tenant, 'sender', `sender-${Date.parse(now)}`)

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

const end = async (ctx: WriteCtx, message: Message, state: 'failed' | 'cancelled', failure: string): Promise<void> => {
  await writeMessage(ctx.db, message, { state, failure, leaseUntil: null }, ctx.now)
  tellFailure(ctx, message, state, failure)
}

const waitAfter = (attempts: number): number =>
  Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.max(0, attempts - 1))

/** Lets a message wait for another try, or gives it up when that would be too late. */
const waitOrGiveUp = async (ctx: WriteCtx, message: Message, seconds: number): Promise<void> => {
  const sendAfter = plusSeconds(ctx.now, seconds)
  if (sendAfter > message.giveUpAt) return end(ctx, message, 'failed', 'gave_up')
  await writeMessage(ctx.db, message, { state: 'pending', sendAfter, leaseUntil: null }, ctx.now)
}

/** Takes back messages whose sender died: what became of them is unknown, so they go out again as the same message. */
export const takeBackForgotten = async (ctx: WriteCtx): Promise<number> => {
  const rows = await lockForgotten(ctx.db, ctx.actor.tenant, ctx.now, BATCH)
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

const opened = (ctx: WriteCtx, message: Message): { text: string; link: string | null } | null => {
  try {
    const { text, link } = JSON.parse(ctx.vault.unseal(message.body)) as { text: string; link: string | null }
    return { text, link }
  } catch {
    return null
  }
}

/** Leases one message if its recipient may still be written to; otherwise ends it. */
const lease = async (
  ctx: WriteCtx,
  message: Message,
  settings: MailSettings,
  checks: SendingOptions['checks'],
): Promise<Leased | null> => {
  if (message.giveUpAt < ctx.now) {
    await end(ctx, message, 'failed', 'gave_up')
    return null
  }
  const verdict = (await checks[message.recipientType]?.(ctx.db, message.tenantId, message.recipientId)) ?? {
    ok: false as const,
    reason: 'recipient_unknown' as const,
  }
  if (!verdict.ok) {
    await end(ctx, message, 'cancelled', verdict.reason)
    return null
  }
  const body = opened(ctx, message)
  if (body === null) {
    await end(ctx, message, 'failed', 'text_unreadable')
    return null
  }
  const leaseNo = message.leaseNo + 1
  const messageId = message.messageId ?? messageIdFor(message.id, message.correlation, settings.fromAddress)
  await writeMessage(
    ctx.db,
    message,
    {
      state: 'sending',
      address: verdict.address,
      leaseNo,
      attempts: message.attempts + 1,
      leaseUntil: plusSeconds(ctx.now, LEASE_SECONDS),
      messageId,
    },
    ctx.now,
  )
  const { id, lang, subject } = message
  return { id, messageId, address: verdict.address, lang, subject, ...body, leaseNo }
}

/** Writes down what became of one hand-over and moves the message on. */
export const settleHandOver = async (
  ctx: WriteCtx,
  sent: { id: string; leaseNo: number },
  result: SendResult,
): Promise<void> => {
  const message = await lockMessage(ctx.db, ctx.actor.tenant, sent.id)
  if (message === undefined) return
  const { outcome, response } = result
  await insertAttempt(ctx.db, {
    newId: ctx.newId,
    tenantId: message.tenantId,
    messageId: message.id,
    no: sent.leaseNo,
    at: ctx.now,
    outcome,
    response,
  })
  // Someone else has taken the message over since; only a proof that it arrived still matters then.
  const current = message.state === 'sending' && message.leaseNo === sent.leaseNo
  const waitsAgain = message.state === 'pending' && message.leaseNo === sent.leaseNo
  if (outcome === 'accepted') {
    if (current || waitsAgain) {
      await writeMessage(ctx.db, message, { state: 'sent', sentAt: ctx.now, leaseUntil: null, failure: null }, ctx.now)
      ctx.emit('message.sent', { messageId: message.id, noticeId: message.noticeId })
    }
    return
  }
  if (!current) return
  if (outcome === 'permanent') return end(ctx, message, 'failed', 'refused')
  await waitOrGiveUp(ctx, message, waitAfter(message.attempts))
}

/** A failure of the server or the line, not of one message: trying the others now would only fail as well. */
const serverIsAway = ({ outcome, code }: SendResult): boolean =>
  outcome === 'temporary' && (code === null || code === 421 || code >= 500)

/** How many more mails the pace allows now. Held until the transaction ends, so that all workers together keep to it. */
const turnsLeft = async (ctx: WriteCtx, { ratePerMinute }: MailSettings): Promise<number> => {
  await holdPace(ctx.db, ctx.actor.tenant)
  const used = await handedOverSince(ctx.db, ctx.actor.tenant, plusSeconds(ctx.now, -PACE_WINDOW_SECONDS))
  return Math.max(0, Math.ceil((ratePerMinute * PACE_WINDOW_SECONDS) / 60) - used)
}

/** Sends what a tenant has waiting, on five connections and no faster than its pace; answers how many were handed over. */
export const sendWaiting = async (engine: Engine, tenant: string, options: SendingOptions): Promise<number> => {
  const start = engine.clock.now()
  const actor = senderOf(tenant, start)
  const state = await reading(engine, actor, async (ctx) => ({
    settings: await mailSettingsOf(ctx.db, tenant),
    due: await countDue(ctx.db, tenant, start),
  }))
  if (state.due === 0) return 0
  while ((await writing(engine, actor, takeBackForgotten)) === BATCH);
  const { settings } = state
  if (settings === undefined) return 0
  const away = new AbortController()
  const signal = options.signal === undefined ? away.signal : AbortSignal.any([away.signal, options.signal])
  const transport = options.openServer?.(settings) ?? openMailServer(settings, engine.vault)
  const claim = async (limit: number): Promise<Leased[]> => {
    const leased: Leased[] = []
    for (let taken = -1; taken !== 0 && leased.length < limit; ) {
      const batch = await writing(engine, actor, async (ctx) => {
        const allowed = await turnsLeft(ctx, settings)
        const rows = await lockWaiting(ctx.db, tenant, ctx.now, Math.min(limit - leased.length, allowed))
        taken = rows.length
        const made: Leased[] = []
        for (const row of rows) {
          const one = await lease(ctx, row, settings, options.checks)
          if (one !== null) made.push(one)
        }
        return made
      })
      leased.push(...batch)
    }
    return leased
  }
  try {
    return await drain<Leased, SendResult>({
      next: claim,
      send: (message) => transport.send(composeMail(settings, message, new Date(engine.clock.now()))),
      record: async (message, result) => {
        await writing(engine, actor, (ctx) => settleHandOver(ctx, message, result))
        engine.log.info(
          { message: message.id, messageId: message.messageId, outcome: result.outcome, code: result.code },
          'mail handed over',
        )
        if (serverIsAway(result)) away.abort()
      },
      connections: CONNECTIONS,
      signal,
    })
  } finally {
    transport.close()
  }
}
