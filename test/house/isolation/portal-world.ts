import {
  answerAll,
  ask,
  drainEvents,
  lastMail,
  openPortal,
  type PortalClient,
  partnerToAsk,
  wish,
} from '../../../src/features/assessments/assessment.fixture.ts'
import type { Person, TestApp } from '../../support/app.ts'
import { idOf, type Link, made, type PortalWorld } from './sample.ts'

const TYPES = { bytes: 'application/octet-stream', json: 'application/json' }

/** Sends like a person, to the addresses of the documented interface. */
const personOf = (client: PortalClient): Pick<Person, 'send'> => ({
  send: (method, path, body) =>
    client.send(
      method,
      path.replace(/^(\/api\/v1)?\/portal/, ''),
      body,
      body instanceof Buffer ? TYPES.bytes : TYPES.json,
    ),
})

const RUNNING = 'draft,sending,open,submitted,returned'

/** Takes back what still runs, so that the partner can be asked anew. */
const stopRunning = async ({ admin }: TestApp, partnerId: string): Promise<void> => {
  const { items } = await made(admin.send('GET', `/assessments?partnerId=${partnerId}&state=${RUNNING}`))
  for (const { id } of Array.isArray(items) ? items : [])
    await made(admin.send('POST', `/assessments/${id}/withdraw`, { reason: '改めてお願いするため' }))
}

const askAnew = async (app: TestApp, partnerId: string, canary: string): Promise<Omit<Link, 'send'>> => {
  await stopRunning(app, partnerId)
  // A mail that still waits to be written would otherwise be taken for this one.
  await drainEvents(app)
  const body = { partners: [{ partnerId, set: 'R0' }], ...wish, scope: `図面の加工 ${canary}` }
  const { items } = await made(app.admin.send('POST', '/assessments', body))
  const request = idOf(Array.isArray(items) ? items[0] : {})
  await made(app.admin.send('POST', '/assessments/send', { ids: [request] }))
  return { request, token: (await lastMail(app, 'assessment-request')).link?.split('#')[1] ?? '' }
}

/** The portal with one partner to ask, and links that must not lead to it: of that partner's last request and of another organisation. */
export const startPortal = async (app: TestApp, foreign: Person): Promise<PortalWorld> => {
  const partnerId = await partnerToAsk(app, '青葉精工株式会社', 0)
  const before = await ask(app, partnerId)
  const earlier = await openPortal(app, before.token)
  await answerAll(earlier)
  await made(earlier.send('POST', '/submission'))
  await made(app.admin.send('POST', `/assessments/${before.id}/confirm`, { acceptRest: true }))
  const elsewhere = { ...app, admin: foreign }
  const theirs = await ask(elsewhere, await partnerToAsk(elsewhere, '隣の会社の取引先', 0))
  const strangers = {
    'the same partner by an earlier link': personOf(earlier),
    'a partner of another organisation': personOf(await openPortal(app, theirs.token)),
  }
  for (const [who, { send }] of Object.entries(strangers))
    if ((await send('GET', '/portal/request')).status !== 200) throw new Error(`${who} has no live session`)
  return {
    ask: (canary) => askAnew(app, partnerId, canary),
    open: async (canary) => {
      const { request, token } = await askAnew(app, partnerId, canary)
      return { request, token, ...personOf(await openPortal(app, token)) }
    },
    strangers,
    session: {
      cookie: [...earlier.cookies].map((cookie) => cookie.join('=')).join('; '),
      'x-csrf-token': earlier.cookies.get('kizuna_portal_csrf') ?? '',
    },
  }
}
