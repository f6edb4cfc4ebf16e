import type { Instant } from '../../domain/time.ts'
import { type Actor, type ReadCtx, systemActor } from '../../platform/context.ts'
import { describeFailure } from '../../platform/log.ts'
import { drain, type HandedOver } from '../../platform/mail/drain.ts'
import type { MailTransport, SendResult } from '../../platform/mail/mail-transport.ts'
import { type Engine, reading, writing } from '../../platform/work.ts'
import { FORGOTTEN_BATCH, type HandOver, settleHandOvers, takeBackForgotten } from './hand-over.service.ts'
import { type Leased, leaseWaiting, type RecipientChecks } from './lease.service.ts'
import { type MailSettings, mailSettingsOf } from './mail-settings.store.ts'
import { composeMail, openMailServer } from './outgoing-mail.service.ts'
import { countDue } from './sending.store.ts'

export const CONNECTIONS = 5

export type SendingOptions = {
  checks: RecipientChecks
  signal?: AbortSignal
  /** Opens the mail server; another one in drills. */
  openServer?: (settings: MailSettings) => MailTransport
}

const senderOf = (tenant: string, now: Instant): Actor => systemActor(tenant, 'sender', `sender-${Date.parse(now)}`)

/** A failure of the server or the line, not of one message: trying the others now would only fail as well. */
const serverIsAway = ({ outcome, code }: SendResult): boolean =>
  outcome === 'temporary' && (code === null || code === 421 || code >= 500)

/** Keeps what the mail server said of each message although the transaction for all of them failed. */
const settleOneByOne = async (engine: Engine, actor: Actor, done: readonly HandOver[]): Promise<void> => {
  for (const one of done)
    await writing(engine, actor, (ctx) => settleHandOvers(ctx, [one])).catch((error: unknown) =>
      engine.log.error({ message: one.id, ...describeFailure(error) }, 'result of a mail not written'),
    )
}

/** Whether the tenant has a mail to send, or to hear of, by now. */
export const hasDueMails = async ({ db, actor, now }: ReadCtx): Promise<boolean> =>
  (await countDue(db, actor.tenant, now)) > 0

/** Sends what a tenant has waiting, on five connections and no faster than its pace; answers how many were handed over. */
export const sendWaiting = async (engine: Engine, tenant: string, options: SendingOptions): Promise<number> => {
  const start = engine.clock.now()
  const actor = senderOf(tenant, start)
  const state = await reading(engine, actor, async (ctx) => ({
    settings: await mailSettingsOf(ctx.db, tenant),
    due: await countDue(ctx.db, tenant, start),
  }))
  if (state.due === 0) return 0
  while ((await writing(engine, actor, takeBackForgotten)) === FORGOTTEN_BATCH);
  const { settings } = state
  if (settings === undefined) return 0
  const away = new AbortController()
  const signal = options.signal === undefined ? away.signal : AbortSignal.any([away.signal, options.signal])
  const transport = options.openServer?.(settings) ?? openMailServer(settings, engine.vault)
  // One transaction writes down what is through and leases what is next: a lease is committed before its mail is sent.
  const turn = async (through: readonly HandedOver<Leased, SendResult>[], limit: number) => {
    const done = through.map(({ item: { id, leaseNo }, result }) => ({ id, leaseNo, result }))
    if (done.some(({ result }) => serverIsAway(result))) away.abort()
    const most = signal.aborted ? 0 : limit
    try {
      const next = await writing(engine, actor, async (ctx) => {
        await settleHandOvers(ctx, done)
        return most === 0 ? { items: [], end: true } : leaseWaiting(ctx, settings, options.checks, most)
      })
      for (const { item, result } of through)
        engine.log.info(
          { message: item.id, messageId: item.messageId, outcome: result.outcome, code: result.code },
          'mail handed over',
        )
      return next
    } catch (error) {
      await settleOneByOne(engine, actor, done)
      throw error
    }
  }
  try {
    return await drain<Leased, SendResult>({
      turn,
      send: (message) => transport.send(composeMail(settings, message, new Date(engine.clock.now()))),
      connections: CONNECTIONS,
      gather: true,
      signal,
    })
  } finally {
    transport.close()
  }
}
