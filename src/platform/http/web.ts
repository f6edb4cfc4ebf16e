import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const DIST = join(import.meta.dirname, '..', '..', '..', 'web', 'dist')
const PAGES = { console: 'index.html', portal: 'portal.html' } as const

/** Serves the built pages: assets for a year, the page itself never kept, with this answer's nonce in it. */
export const mountWeb = async (http: FastifyInstance, page: keyof typeof PAGES): Promise<void> => {
  if (!existsSync(join(DIST, PAGES[page]))) return
  const html = readFileSync(join(DIST, PAGES[page]), 'utf8')
  const send = (request: FastifyRequest, reply: FastifyReply) =>
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
  http.get(page === 'portal' ? '/portal' : '/', { schema: { hide: true } }, send)
  http.get('/*', { schema: { hide: true } }, (request, reply) => {
    const isPage = !request.url.startsWith('/api/') && !/\.\w{1,5}$/.test(request.url.split('?')[0] ?? '')
    if (isPage) return send(request, reply)
    const missing = Object.assign(new Error('not found'), {
      code: 'FST_ERR_NOT_FOUND',
      statusCode: 404,
      name: 'FastifyError' as const,
    })
    return notFound(missing, request, reply)
  })
}
