import { type Person, startApp, type TestApp } from '../../../test/support/app.ts'
import { systemActor } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { handleOnce } from '../../platform/work.ts'
import { engagementSubscribers } from './engagement.jobs.ts'

type Json = Record<string, unknown>

/** Facts that give no points at all, so that each test adds only what it is about. */
export const QUIET = {
  purpose: '部品の加工',
  yearlyFee: 0,
  dataClasses: [],
  personalDataCount: 0,
  connections: [],
  overseas: [],
  answers: {
    'stop-tolerance': 0,
    replaceability: 0,
    exposure: 0,
    'incident-history': 0,
    industry: 0,
    maturity: 0,
  },
}

/** Starts the application and what a test of levels needs. */
export const startRatedApp = async () => {
  const app: TestApp = await startApp()
  const partner = async (body: Json = {}): Promise<string> =>
    (await app.admin.send('POST', '/partners', { name: `取引先${newId().slice(-6)}`, ...body })).body.id
  const engage = async (partnerId: string, body: Json = {}) =>
    (await app.admin.send('POST', `/partners/${partnerId}/engagements`, { ...QUIET, ...body })).body
  const level = async (partnerId: string) => (await app.admin.send('GET', `/partners/${partnerId}`)).body.level
  const rating = async (partnerId: string, person: Person = app.admin) =>
    (await person.send('GET', `/partners/${partnerId}/rating`)).body
  /** Hands an event to its subscribers as the worker does. */
  const deliver = async (event: string, ids: Record<string, string>): Promise<void> => {
    for (const subscriber of engagementSubscribers)
      if (subscriber.event === event)
        await handleOnce(
          app.engine,
          systemActor(app.admin.actor.tenant, newId(), 'test'),
          subscriber.name,
          newId(),
          (ctx) => subscriber.handle(ctx, ids),
        )
  }
  return { app, partner, engage, level, rating, deliver }
}

export type RatedApp = Awaited<ReturnType<typeof startRatedApp>>
