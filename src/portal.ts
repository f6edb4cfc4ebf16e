import type { FastifyInstance } from 'fastify'
import { PORTAL_ROUTES } from './app.ts'
import { authenticatePortal, claimPortal } from './features/assessments/portal-session.service.ts'
import { mountRoutes } from './platform/http/mount.ts'
import { createHttp } from './platform/http/server.ts'
import { mountWeb } from './platform/http/web.ts'
import type { Engine } from './platform/work.ts'
import { mountPortalUploads } from './portal-uploads.ts'

/** Builds the partner portal's own server: its routes and its page, nothing of the console, so that only this faces the internet. */
export const buildPortal = async (
  engine: Engine,
  options: { secure: boolean; trustProxy: boolean; https?: { cert: Buffer; key: Buffer } },
): Promise<FastifyInstance> => {
  const http = await createHttp(engine, { ...options, title: 'Kizuna portal' })
  const mount = {
    engine,
    prefix: '/api/v1',
    secure: options.secure,
    claimPortal,
    authenticate: (at: Engine, token: string, kind: 'session' | 'bearer' | 'portal', correlation: string) =>
      kind === 'portal' ? authenticatePortal(at, token, correlation) : Promise.resolve(null),
  }
  mountRoutes(http, mount, PORTAL_ROUTES.tag, PORTAL_ROUTES.routes)
  mountPortalUploads(http, engine)
  await mountWeb(http, ['portal'])
  return http
}
