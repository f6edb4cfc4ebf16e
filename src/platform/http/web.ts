import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const DIST = join(import.meta.dirname, '..', '..', '..', 'web', 'dist')
const PAGES = { console: 'index.html', portal: 'portal.html' } as const

type Page = keyof typeof PAGES

const isPortalPath = (url: string): boolean => /^\/portal(?:[/?#]|$)/.test(url)

/**
 * Serves the built pages: assets for a year, a page itself never kept, with this answer's nonce in it.
 * The portal's page stands at /portal; alone on a server of its own it is the only page.
 */
export const mountWeb = async (http: FastifyInstance, pages: readonly Page[]): Promise<void> => {
  const built = new Map(
    pages
      .filter((page) => existsSync(join(DIST, PAGES[page])))
      .map((page) => [page, readFileSync(join(DIST, PAGES[page]), 'utf8')]),
  )
  if (built.size === 0) return
  const pageFor = (url: string) => (isPortalPath(url) ? built.get('portal') : built.get('console'))
  const send = (html: string, request: FastifyRequest, reply: FastifyReply) =>
    reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(html.replaceAll('__NONCE__', request.nonce))
  await http.register(fastifyStatic, {
    root: join(DIST, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
  })
  const notFound = http.errorHandler
  const serve = (request: FastifyRequest, reply: FastifyReply) => {
    const isPage = !request.url.startsWith('/api/') && !/\.\w{1,5}$/.test(request.url.split('?')[0] ?? '')
    const html = isPage ? pageFor(request.url) : undefined
    if (html !== undefined) return send(html, request, reply)
    const missing = Object.assign(new Error('not found'), {
      code: 'FST_ERR_NOT_FOUND',
      statusCode: 404,
      name: 'FastifyError' as const,
    })
    return notFound(missing, request, reply)
  }
  http.get('/', { schema: { hide: true } }, serve)
  http.get('/*', { schema: { hide: true } }, serve)
}
