import { rightsHeld } from '../../domain/access/access.ts'
import type { Instant } from '../../domain/time.ts'
import { plusSeconds } from '../../platform/clock.ts'
import { authorize, type ReadCtx, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Subject } from '../../platform/ledger/chain.ts'
import { mailSettingsOf } from './mail-settings.store.ts'
import { noticeErrors } from './notice.errors.ts'
import { noticeRights } from './notice.policy.ts'
import { attemptsOf, countStates, listMessages, type MessageFilter, messageInScope } from './notice.queries.ts'
import { cancelWaiting, copyMessage, insertMessages, insertNotices, type Message, setMessage } from './notice.store.ts'
import { fillTemplate, languageFor, type MailTemplate, readTemplates, type Values } from './notice-template.service.ts'

const PATIENCE_SECONDS = 7 * 24 * 3600

export type Recipient = {
  /** What sort of person it is, as in `contact` or `member`; each sort has a check at sending. */
  type: string
  id: string
  partnerId: string | null
  address: string
  lang: string
  variables: Values
}

export type NoticeSpec = {
  kind: string
  matter: Subject
  /** Key of a mail template of the catalogue. */
  template: string
  recipients: readonly Recipient[]
  /** Queueing the same key for the same recipient again changes nothing. */
  dedupeKey: string
  sendAfter?: Instant
  giveUpAt?: Instant
}

type Queued = { noticeId: string; queued: number; repeated: number }

const messagesOf = (ctx: WriteCtx, noticeId: string, template: MailTemplate, spec: NoticeSpec) => {
  const sendAfter = spec.sendAfter ?? ctx.now
  return spec.recipients.map((recipient) => {
    const lang = languageFor(template, recipient.lang)
    const { subject, text, link } = fillTemplate(template, lang, recipient.variables)
    return {
      tenantId: ctx.actor.tenant,
      id: ctx.newId(),
      noticeId,
      isDrill: false,
      partnerId: recipient.partnerId,
      recipientType: recipient.type,
      recipientId: recipient.id,
      channel: 'mail' as const,
      address: recipient.address,
      lang,
      subject,
      body: ctx.vault.seal(JSON.stringify({ text, link })),
      dedupeKey: `${spec.dedupeKey}:${recipient.type}:${recipient.id}`,
      state: 'pending' as const,
      sendAfter,
      giveUpAt: spec.giveUpAt ?? plusSeconds(sendAfter, PATIENCE_SECONDS),
      correlation: ctx.actor.correlation,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    }
  })
}

/** Queues many notices at once, each as `queueNotice` does, in the order asked. */
export const queueNotices = async (ctx: WriteCtx, specs: readonly NoticeSpec[]): Promise<Queued[]> => {
  if (specs.length === 0) return []
  const templates = await readTemplates(ctx, [...new Set(specs.map(({ template }) => template))])
  const planned = specs.map((spec) => {
    const version = templates.get(spec.template)
    if (version === undefined) throw noticeErrors.template_unknown({ template: spec.template })
    const id = ctx.newId()
    return { id, spec, no: version.no, rows: messagesOf(ctx, id, version.template, spec) }
  })
  await insertNotices(
    ctx.db,
    planned.map(({ id, spec: { kind, matter, template }, no }) => ({
      tenantId: ctx.actor.tenant,
      id,
      kind,
      matterType: matter.type,
      matterId: matter.id,
      template,
      templateVersion: no,
      createdBy: `${ctx.actor.kind}:${ctx.actor.id}`,
      isDrill: false,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })),
  )
  const made = await insertMessages(
    ctx.db,
    planned.flatMap(({ rows }) => rows),
  )
  return planned.map(({ id, spec: { kind, matter, template }, no, rows }) => {
    const queued = rows.filter((row) => made.has(row.id)).length
    ctx.record({
      stream: 'notice',
      event: 'notice.queued',
      subject: { type: 'notice', id },
      after: { kind, matter, template, templateVersion: no, messages: queued },
    })
    return { noticeId: id, queued, repeated: rows.length - queued }
  })
}

/** Queues one notice to any number of recipients: the exact text is fixed and sealed now, the address is checked when it is sent. */
export const queueNotice = async (ctx: WriteCtx, spec: NoticeSpec): Promise<Queued> => {
  const [one] = await queueNotices(ctx, [spec])
  if (one === undefined) throw platformErrors.not_found()
  return one
}

const own = async (ctx: WriteCtx, id: string): Promise<Message> => {
  const scope = authorize(ctx, noticeRights.send)
  const message = await messageInScope(ctx.db, ctx.actor.tenant, scope, id)
  if (message === undefined) throw platformErrors.not_found()
  return message
}

/** Sends a message once more: a failed one goes on as the same message, one that was sent goes out as a new one. */
export const resendMessage = async (ctx: WriteCtx, id: string): Promise<{ id: string }> => {
  const message = await own(ctx, id)
  if (message.state === 'cancelled') throw noticeErrors.was_cancelled()
  if (message.state === 'pending' || message.state === 'sending') throw noticeErrors.in_hand()
  const giveUpAt = plusSeconds(ctx.now, PATIENCE_SECONDS)
  const again = message.state === 'failed' ? message.id : ctx.newId()
  if (again === message.id) {
    const change = { state: 'pending' as const, sendAfter: ctx.now, giveUpAt, failure: null, attempts: 0 }
    if (!(await setMessage(ctx.db, message, change, ctx.now))) throw noticeErrors.in_hand()
  } else {
    await copyMessage(ctx.db, message, { id: again, giveUpAt, correlation: ctx.actor.correlation, now: ctx.now })
  }
  ctx.record({
    stream: 'notice',
    event: 'message.resent',
    subject: { type: 'message', id: message.id },
    before: { state: message.state, failure: message.failure },
    after: { id: again },
  })
  return { id: again }
}

/** Stops a message that has not been sent yet. */
export const cancelMessage = async (ctx: WriteCtx, id: string): Promise<void> => {
  const message = await own(ctx, id)
  if (message.state !== 'pending') throw noticeErrors.not_waiting()
  const change = { state: 'cancelled' as const, failure: 'cancelled_by_person' }
  if (!(await setMessage(ctx.db, message, change, ctx.now))) throw noticeErrors.not_waiting()
  ctx.record({
    stream: 'notice',
    event: 'message.cancelled',
    subject: { type: 'message', id },
    before: { state: 'pending' },
    after: { state: 'cancelled' },
  })
  ctx.emit('message.cancelled', { messageId: id, noticeId: message.noticeId })
}

/** Stops every unsent message of a matter that is over, as in a request that was withdrawn; answers how many. */
export const cancelMatter = async (ctx: WriteCtx, matter: Subject, reason: string): Promise<number> => {
  const stopped = await cancelWaiting(ctx.db, ctx.actor.tenant, matter, reason, ctx.now)
  if (stopped > 0)
    ctx.record({
      stream: 'notice',
      event: 'notice.cancelled',
      subject: { type: matter.type, id: matter.id },
      after: { messages: stopped },
      reason,
    })
  return stopped
}

type WaitingFor = 'no_mail_server' | 'retry' | 'turn'

const waitingFor = (state: Message['state'], attempts: number, hasServer: boolean): WaitingFor | null => {
  if (state !== 'pending') return null
  if (!hasServer) return 'no_mail_server'
  return attempts > 0 ? 'retry' : 'turn'
}

/** Lists messages in the reader's part of the network with their state, attempts and what they wait for, the newest first. */
export const showMessages = async (
  ctx: ReadCtx,
  filter: MessageFilter & { after?: string | undefined; limit: number },
) => {
  const tenant = ctx.actor.tenant
  const scope = authorize(ctx, noticeRights.read)
  const page = await listMessages(ctx.db, tenant, scope, filter)
  const attempts = await attemptsOf(
    ctx.db,
    tenant,
    page.items.map((message) => message.id),
  )
  const hasServer = (await mailSettingsOf(ctx.db, tenant)) !== undefined
  return {
    items: page.items.map((message) => ({
      ...message,
      waitingFor: waitingFor(message.state, message.attempts, hasServer),
      tries: attempts.filter((attempt) => attempt.messageId === message.id),
    })),
    counts: await countStates(ctx.db, tenant, scope, filter),
    next: page.next,
    can: rightsHeld(noticeRights, ctx.actor.grants),
  }
}
