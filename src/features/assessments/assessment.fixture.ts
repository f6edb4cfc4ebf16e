import type { InjectOptions } from 'fastify'
import { type Answer, type Person, startApp, type TestApp } from '../../../test/support/app.ts'
import { SUBSCRIBERS } from '../../app.ts'
import { systemActor } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import type { EventMessage } from '../../platform/jobs/outbox.ts'
import { handleOnce, writing } from '../../platform/work.ts'
import { adoptShippedCatalogue } from '../catalog/shipped.service.ts'
import { contacts } from '../partners/partner.tables.ts'

/** Hands every waiting event to its subscriber, as the worker does, until none is left. */
export const drainEvents = async (app: TestApp): Promise<void> => {
  for (let round = 0; round < 5; round += 1) {
    const jobs = await app.database.asAdmin(
      async (client) =>
        (
          await client.query<{ name: string; data: EventMessage }>(
            `UPDATE jobs.job SET state = 'completed' WHERE state = 'created' RETURNING name, data`,
          )
        ).rows,
    )
    if (jobs.length === 0) return
    for (const { name, data } of jobs) {
      const subscriber = SUBSCRIBERS.find((one) => one.name === name)
      if (subscriber === undefined) continue
      const actor = systemActor(data.tenant, name, data.correlation)
      await handleOnce(app.engine, actor, name, data.eventId, (ctx) => subscriber.handle(ctx, data.ids))
    }
  }
}

/** The application with the catalogue its founding brings. */
export const startAssessments = async (): Promise<TestApp> => {
  const app = await startApp()
  await writing(app.engine, app.admin.actor, (ctx) => adoptShippedCatalogue(ctx))
  await drainEvents(app)
  deciders.set(app, await app.person('executive'))
  return app
}

export type SentMail = { id: string; kind: string; address: string; subject: string; text: string; link: string | null }

/** Every mail queued so far, the newest last, opened. */
export const mails = (app: TestApp): Promise<SentMail[]> =>
  app.database.asAdmin(async (client) => {
    const { rows } = await client.query(
      `SELECT m.id, n.kind, m.address, m.subject, m.body FROM messages m JOIN notices n ON n.tenant_id = m.tenant_id AND n.id = m.notice_id ORDER BY m.id`,
    )
    return rows.map(({ body, ...row }) => ({ ...row, ...JSON.parse(app.engine.vault.unseal(body)) }))
  })

export const lastMail = async (app: TestApp, kind: string): Promise<SentMail> => {
  const found = (await mails(app)).filter((mail) => mail.kind === kind).at(-1)
  if (found === undefined) throw new Error(`no mail of the kind ${kind}`)
  return found
}

/** Reports what became of a mail, as the sender does. */
export const reportMail = async (app: TestApp, messageId: string, state: 'sent' | 'failed'): Promise<void> => {
  await app.database.asAdmin((client) =>
    client.query(`UPDATE messages SET state = $2, failure = $3 WHERE id = $1`, [
      messageId,
      state,
      state === 'failed' ? '550 no such user' : null,
    ]),
  )
  await writing(app.engine, app.admin.actor, async (ctx) =>
    ctx.emit(`message.${state}`, { messageId, noticeId: messageId }),
  )
  await drainEvents(app)
}

/** Puts a partner on a level without an engagement; a confirmed result rates it again and takes this away. */
export const putLevel = (app: TestApp, partnerId: string, level: number | null) =>
  app.database.asAdmin((client) =>
    client.query('UPDATE partner_current SET level_effective = $2, level_computed = $2 WHERE partner_id = $1', [
      partnerId,
      level,
    ]),
  )

/** Registers a partner of a level with one person to ask. */
export const partnerToAsk = async (
  app: TestApp,
  name: string,
  level: number | null,
  contact: { email?: string | null; phone?: string | null; lang?: 'ja' | 'en' } = {},
): Promise<string> => {
  const { id } = (await app.admin.send('POST', '/partners', { name })).body
  await putLevel(app, id, level)
  await writing(app.engine, app.admin.actor, async ({ db, now }) => {
    await db.insert(contacts).values({
      tenantId: app.admin.actor.tenant,
      id: newId(),
      partnerId: id,
      name: '窓口 花子',
      department: '総務部',
      role: 'security',
      email: contact.email === undefined ? `${id.slice(-8)}@partner.example` : contact.email,
      phone: contact.phone ?? null,
      lang: contact.lang ?? 'ja',
      tz: 'Asia/Tokyo',
      createdAt: now,
      updatedAt: now,
    })
  })
  return id
}

export const wish = {
  necessity: 'お渡ししている図面を守るためです。',
  scope: '当社からお願いしている業務が対象です。',
  method: '画面でお答えください。別の方法でも構いません。',
  deadline: '2026-12-18',
}

const deciders = new WeakMap<TestApp, Person>()

/** Someone else decides what waits about a request, as in the individual review of the heaviest set. */
export const consentTo = async (app: TestApp, requestId: string, act = 'decide'): Promise<void> => {
  const decider = deciders.get(app)
  if (decider === undefined) throw new Error('nobody can decide')
  const { items } = (await decider.send('GET', '/approvals?state=open&limit=100')).body
  const found = items.find((item: { subjectId: string }) => item.subjectId === requestId)
  const move = { act, comment: '確かめました' }
  const moved = await decider.send('POST', `/approvals/${found.id}/moves`, move, { 'if-match': String(found.version) })
  if (moved.status !== 200) throw new Error(JSON.stringify(moved.body))
}

/** Drafts and sends a request; gives its id and the token of the mailed link. */
export const ask = async (app: TestApp, partnerId: string, set?: string): Promise<{ id: string; token: string }> => {
  const drafted = await app.admin.send('POST', '/assessments', {
    partners: [{ partnerId, ...(set === undefined ? {} : { set }) }],
    ...wish,
    reviewReason: '個別に必要を確かめました。',
  })
  if (drafted.status !== 201) throw new Error(JSON.stringify(drafted.body))
  const id = drafted.body.items[0].id
  let sent = await app.admin.send('POST', '/assessments/send', { ids: [id] })
  if (sent.body.held?.[0]?.problems[0]?.code === 'individual_review_waiting') {
    await consentTo(app, id)
    sent = await app.admin.send('POST', '/assessments/send', { ids: [id] })
  }
  if (sent.body.sent?.[0] !== id) throw new Error(JSON.stringify(sent.body))
  const mail = await lastMail(app, 'assessment-request')
  await reportMail(app, mail.id, 'sent')
  return { id, token: mail.link?.split('#')[1] ?? '' }
}

export type PortalClient = {
  cookies: Map<string, string>
  send: (method: InjectOptions['method'], path: string, body?: unknown, type?: string) => Promise<Answer>
}

/** A browser of the partner: keeps cookies and sends the value against foreign pages. */
export const portalClient = (app: TestApp, http = app.http): PortalClient => {
  const cookies = new Map<string, string>()
  return {
    cookies,
    send: async (method, path, body, type = 'application/json') => {
      const answer = await http.inject({
        method: method ?? 'GET',
        url: `/api/v1/portal${path}`,
        headers: {
          'x-csrf-token': cookies.get('kizuna_portal_csrf') ?? '',
          ...(body === undefined ? {} : { 'content-type': type }),
        },
        cookies: Object.fromEntries(cookies),
        ...(body === undefined ? {} : { payload: body instanceof Buffer ? body : JSON.stringify(body) }),
      })
      for (const { name, value } of answer.cookies) cookies.set(name, value)
      const isJson = String(answer.headers['content-type'] ?? '').includes('json')
      return {
        status: answer.statusCode,
        body: isJson ? answer.json() : answer.body,
        headers: answer.headers,
        raw: answer.rawPayload,
      }
    },
  }
}

/** The newest code mailed. */
export const mailedCode = async (app: TestApp): Promise<string> => {
  await drainEvents(app)
  return /^\d{6}$/m.exec((await lastMail(app, 'one-time-code')).text)?.[0] ?? ''
}

/** Opens a mailed link on a new device with its code. */
export const openPortal = async (app: TestApp, token: string, http = app.http): Promise<PortalClient> => {
  const client = portalClient(app, http)
  const first = await client.send('POST', '/session', { token })
  if (first.body.status !== 'code_sent') throw new Error(JSON.stringify(first.body))
  const opened = await client.send('POST', '/session', { token, code: await mailedCode(app) })
  if (opened.body.status !== 'open') throw new Error(JSON.stringify(opened.body))
  return client
}

/** Answers every question; the first ones that are no key items with another value than done. Gives the keys in that order. */
export const answerAll = async (
  client: PortalClient,
  others: readonly { value: 'partly' | 'not' | 'na'; comment: string }[] = [],
): Promise<string[]> => {
  const { questions } = (await client.send('GET', '/request')).body
  const sorted: { key: string; keyItem: boolean }[] = [...questions]
  sorted.sort((a, b) => Number(a.keyItem) - Number(b.keyItem))
  const keys = sorted.map(({ key }) => key)
  for (const [index, key] of keys.entries()) {
    const saved = await client.send('PUT', `/answers/${key}`, others[index] ?? { value: 'done' })
    if (saved.status !== 200) throw new Error(JSON.stringify(saved.body))
  }
  return keys
}
