import type { FastifyInstance } from 'fastify'
import { consoleRoutes, PORTAL_ROUTES } from './app.ts'
import { authenticatePortal, claimPortal } from './features/assessments/portal-session.service.ts'
import type { Installation } from './features/organizations/account.routes.ts'
import { authenticateMember } from './features/organizations/authenticate.service.ts'
import { mountDocs } from './platform/http/docs.ts'
import { mountHealth } from './platform/http/health.ts'
import { mountRoutes } from './platform/http/mount.ts'
import { createHttp } from './platform/http/server.ts'
import { mountWeb } from './platform/http/web.ts'
import type { Engine } from './platform/work.ts'
import { mountPortalUploads } from './portal-uploads.ts'

export type HttpOptions = {
  secure: boolean
  trustProxy: boolean
  /** Where links to the partner portal point. */
  portalUrl: string
  /** The portal has an address of its own, so that this server does not offer it. */
  portalElsewhere?: boolean
  https?: { cert: Buffer; key: Buffer }
}

/** Builds the console's server: API, documentation, health and the pages. */
export const buildConsole = async (
  engine: Engine,
  installation: Installation,
  options: HttpOptions,
): Promise<FastifyInstance> => {
  const http = await createHttp(engine, { ...options, title: 'Kizuna API' })
  const mount = {
    engine,
    prefix: '/api/v1',
    secure: options.secure,
    claimPortal,
    authenticate: (at: Engine, token: string, kind: 'session' | 'bearer' | 'portal', correlation: string) =>
      kind === 'portal' ? authenticatePortal(at, token, correlation) : authenticateMember(at, token, kind, correlation),
  }
  for (const { tag, routes } of consoleRoutes(installation, options.portalUrl)) mountRoutes(http, mount, tag, routes)
  if (options.portalElsewhere !== true) {
    mountRoutes(http, mount, PORTAL_ROUTES.tag, PORTAL_ROUTES.routes)
    mountPortalUploads(http, engine)
  }
  mountHealth(http, engine)
  mountDocs(http)
  await mountWeb(http, options.portalElsewhere === true ? ['console'] : ['console', 'portal'])
  return http
}
