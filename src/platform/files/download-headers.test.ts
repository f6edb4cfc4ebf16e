import { once } from 'node:events'
import { createServer, request } from 'node:http'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { downloadHeaders } from './download-headers.ts'

const of = (name: string, mediaType = 'application/pdf', inline = false) => downloadHeaders({ name, mediaType, inline })

describe('download headers', () => {
  it('carry a Japanese name for new and old browsers', () => {
    expect(of('見積書 (最終).pdf')['content-disposition']).toBe(
      `attachment; filename="___ (__).pdf"; filename*=UTF-8''%E8%A6%8B%E7%A9%8D%E6%9B%B8%20%28%E6%9C%80%E7%B5%82%29.pdf`,
    )
  })

  it.each([
    ['quotes and backslashes', 'a"b\\c.pdf', `filename="a_b_c.pdf"; filename*=UTF-8''a%22b_c.pdf`],
    ['a path', '../../etc/passwd', `filename=".._.._etc_passwd"; filename*=UTF-8''.._.._etc_passwd`],
    ['a reversed ending', 'a\u202Efdp.exe', `filename="afdp.exe"; filename*=UTF-8''afdp.exe`],
    [
      'a line break',
      'a\r\nSet-Cookie: x=1.pdf',
      `filename="aSet-Cookie: x=1.pdf"; filename*=UTF-8''aSet-Cookie%3A%20x%3D1.pdf`,
    ],
    ['half a character', 'a\ud83d.pdf', `filename="a_.pdf"; filename*=UTF-8''a%EF%BF%BD.pdf`],
    ['nothing', '\u0000', `filename="file"; filename*=UTF-8''file`],
  ])('disarm %s in a name', (_case, name, expected) => {
    expect(of(name)['content-disposition']).toBe(`attachment; ${expected}`)
  })

  it('keep the ending of an endless name', () => {
    const value = of(`${'あ'.repeat(5_000)}.pdf`)['content-disposition'] ?? ''
    expect(value.endsWith('.pdf')).toBe(true)
    expect(value.length).toBeLessThan(2_200)
  })

  it.each([
    ['application/pdf', 'inline'],
    ['image/png', 'inline'],
    ['text/html', 'attachment'],
    ['image/svg+xml', 'attachment'],
    ['application/xhtml+xml', 'attachment'],
    ['text/plain', 'attachment'],
  ])('show %s as %s when asked to show it', (mediaType, disposition) => {
    expect(of('a', mediaType, true)['content-disposition']).toMatch(new RegExp(`^${disposition};`))
  })

  it('keep the character set of a text', () => {
    expect(of('a.csv', 'text/csv; charset=utf-8')['content-type']).toBe('text/csv; charset=utf-8')
  })

  it('forbid sniffing, scripts and caches, and distrust a strange type', () => {
    expect(of('a.pdf', 'text/html\r\nX: y')).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'cache-control': 'no-store',
    })
  })

  it('are plain ASCII and safe to send for any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        expect(of(name)['content-disposition']).toMatch(
          /^attachment; filename="[ !#-[\]-~]+"; filename\*=UTF-8''[\w%.!#$&+^`|~-]+$/,
        )
      }),
    )
  })

  it('reach the other side unchanged through a real server', async () => {
    const server = createServer((_request, response) => response.writeHead(200, of('絆.pdf')).end('12345')).listen(0)
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const [response] = await once(request({ port }).end(), 'response')
    response.resume()
    await once(response, 'end')
    server.close()
    expect(response.headers).toMatchObject(of('絆.pdf'))
  })
})
