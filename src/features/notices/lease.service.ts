import { plusSeconds } from '../../platform/clock.ts'
import type { WriteCtx } from '../../platform/context.ts'
import { endMessage } from './hand-over.service.ts'
import type { MailSettings } from './mail-settings.store.ts'
import type { Message } from './notice.store.ts'
import { messageIdFor, type Sendable } from './outgoing-mail.service.ts'
import type { RecipientCheck, Verdict } from './recipient-check.queries.ts'
import { handedOverSince, holdPace, lockWaiting, writeLeases } from './sending.store.ts'

/** Longer than the slowest hand-over, so that a lease never runs out under a sender that is still at work. */
const LEASE_SECONDS = 300
/** The pace is kept in short windows, so that a minute's worth is not sent in one burst. */
const PACE_WINDOW_SECONDS = 10
const UNKNOWN: Verdict = { ok: false, reason: 'recipient_unknown' }

/** One check per sort of recipient, asked right before each hand-over. */
export type RecipientChecks = Readonly<Record<string, RecipientCheck>>

/** A message in this sender's hands, ready to be handed over once. */
export type Leased = Sendable & { leaseNo: number }

const opened = (ctx: WriteCtx, message: Message): { text: string; link: string | null } | null => {
  try {
    const { text, link } = JSON.parse(ctx.vault.unseal(message.body)) as { text: string; link: string | null }
    return { text, link }
  } catch {
    return null
  }
}

/** How many more mails the pace allows now. Held until the transaction ends, so that all workers together keep to it. */
const turnsLeft = async (ctx: WriteCtx, { ratePerMinute }: MailSettings): Promise<number> => {
  await holdPace(ctx.db, ctx.actor.tenant)
  const used = await handedOverSince(ctx.db, ctx.actor.tenant, plusSeconds(ctx.now, -PACE_WINDOW_SECONDS))
  return Math.max(0, Math.ceil((ratePerMinute * PACE_WINDOW_SECONDS) / 60) - used)
}

const verdictsOn = async (ctx: WriteCtx, rows: readonly Message[], checks: RecipientChecks) => {
  const verdicts = new Map<string, Verdict>()
  for (const [type, ofType] of Map.groupBy(rows, (row) => row.recipientType)) {
    const ids = [...new Set(ofType.map((row) => row.recipientId))]
    const found = await checks[type]?.(ctx.db, ctx.actor.tenant, ids)
    for (const row of ofType) verdicts.set(row.id, found?.get(row.recipientId) ?? UNKNOWN)
  }
  return verdicts
}

const leaseOf = (
  ctx: WriteCtx,
  message: Message,
  settings: MailSettings,
  verdict: Verdict,
): { ended: ['failed' | 'cancelled', string] } | { leased: Leased } => {
  if (message.giveUpAt < ctx.now) return { ended: ['failed', 'gave_up'] }
  if (!verdict.ok) return { ended: ['cancelled', verdict.reason] }
  const body = opened(ctx, message)
  if (body === null) return { ended: ['failed', 'text_unreadable'] }
  const { id, lang, subject, correlation } = message
  const messageId = message.messageId ?? messageIdFor(id, correlation, settings.fromAddress)
  return { leased: { id, messageId, address: verdict.address, lang, subject, ...body, leaseNo: message.leaseNo + 1 } }
}

/** Leases waiting messages whose recipients may still be written to and ends the others; `end` when no more wait or may go out now. */
export const leaseWaiting = async (
  ctx: WriteCtx,
  settings: MailSettings,
  checks: RecipientChecks,
  limit: number,
): Promise<{ items: Leased[]; end: boolean }> => {
  const wanted = Math.min(limit, await turnsLeft(ctx, settings))
  if (wanted === 0) return { items: [], end: true }
  const rows = await lockWaiting(ctx.db, ctx.actor.tenant, ctx.now, wanted)
  const verdicts = await verdictsOn(ctx, rows, checks)
  const leases: { message: Message; leased: Leased }[] = []
  for (const message of rows) {
    const fate = leaseOf(ctx, message, settings, verdicts.get(message.id) ?? UNKNOWN)
    if ('leased' in fate) leases.push({ message, leased: fate.leased })
    else await endMessage(ctx, message, ...fate.ended)
  }
  await writeLeases(
    ctx.db,
    ctx.actor.tenant,
    leases.map(({ message, leased: { address, leaseNo, messageId } }) => ({ ...message, address, leaseNo, messageId })),
    plusSeconds(ctx.now, LEASE_SECONDS),
    ctx.now,
  )
  return { items: leases.map(({ leased }) => leased), end: rows.length < limit }
}
