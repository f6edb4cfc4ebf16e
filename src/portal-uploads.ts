import type { FastifyInstance, FastifyRequest } from 'fastify'
import { assertTakesEvidence, EVIDENCE_LIMITS, keepUploaded } from './features/assessments/evidence.service.ts'
import { authenticatePortal } from './features/assessments/portal-session.service.ts'
import { createThrottle } from './platform/auth/throttle.ts'
import type { Actor } from './platform/context.ts'
import { platformErrors } from './platform/errors.ts'
import { assertOwnPage, PORTAL_COOKIE } from './platform/http/mount.ts'
import { mountUploads } from './platform/http/upload-endpoint.ts'
import { newId } from './platform/ids.ts'
import { describeFailure } from './platform/log.ts'
import { type Engine, reading, writing } from './platform/work.ts'

const questionOf = (request: FastifyRequest): string => (request.params as { key: string }).key

const partnerBehind = async (engine: Engine, request: FastifyRequest): Promise<Actor> => {
  const token = request.cookies[PORTAL_COOKIE]
  const actor = token === undefined ? null : await authenticatePortal(engine, token, request.id)
  if (token === undefined || actor === null) throw platformErrors.unauthenticated()
  assertOwnPage(request, token)
  return actor
}

const UNFINISHED = { points: 300, seconds: 3600, blockSeconds: 600 }

/** Adds uploads of evidence that go on where a broken connection left them; each answers for one question of one link. */
export const mountPortalUploads = (http: FastifyInstance, engine: Engine): void => {
  const beginnings = createThrottle(engine.pools, 'portal-upload', UNFINISHED)
  const partners = new WeakMap<FastifyRequest, Actor>()
  mountUploads(http, {
    path: '/api/v1/portal/answers/:key/uploads',
    store: engine.vault.files,
    keys: engine.vault.keys,
    now: () => new Date(engine.clock.now()),
    newId,
    authorise: async (request) => {
      const actor = await partnerBehind(engine, request)
      const questionKey = questionOf(request)
      await reading(engine, actor, (ctx) => assertTakesEvidence(ctx, questionKey))
      // Bytes of an upload that is never finished lie on the disk for a day.
      if (request.method === 'POST') await beginnings.take(actor.id)
      partners.set(request, actor)
      return { owner: `${actor.tenant} ${actor.id} ${questionKey}`, limits: EVIDENCE_LIMITS }
    },
    register: async ({ file, name }, request) => {
      const actor = partners.get(request)
      if (actor === undefined) throw platformErrors.unauthenticated()
      await writing(engine, actor, (ctx) => keepUploaded(ctx, { questionKey: questionOf(request), name, file }))
    },
    reportError: (error) => engine.log.error(describeFailure(error), 'upload failed'),
  })
}
