import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { extname, join, normalize } from 'node:path'

const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

const policy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'none'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ')

const pageFor = (path: string) => {
  if (path.startsWith('/portal')) return 'portal.html'
  return path.startsWith('/gallery') ? 'gallery.html' : 'index.html'
}

/** Serves the built web as the product does: strict policy, a fresh nonce in each page, pages by path. */
export const serveBuilt = async (folder: string): Promise<{ url: string; close: () => Promise<void> }> => {
  const server: Server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://local').pathname)
    const asset = path.startsWith('/assets/')
    try {
      const content = await readFile(join(folder, asset ? path : pageFor(path)))
      if (asset) {
        response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(content)
        return
      }
      const nonce = randomBytes(16).toString('base64')
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy(nonce) })
        .end(content.toString('utf8').replaceAll('__NONCE__', nonce))
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => new Promise((closed) => server.close(() => closed())),
  }
}
