import type { Page, Route } from 'playwright-core'

const json = (route: Route, status: number, value: unknown, type = 'application/json') =>
  route.fulfill({ status, contentType: type, body: JSON.stringify(value) })

const problem = (route: Route, status: number, code: string) =>
  json(route, status, { status, code, traceId: '0192-7c41-88aa' }, 'application/problem+json')

const member = (locale: string) => ({ id: 'm1', name: '藤野 美咲', locale, roles: ['administrator'] })

const sessions = [
  {
    id: 's1',
    device: 'Chrome / Windows',
    createdAt: '2026-11-18T00:00:00Z',
    lastSeenAt: '2026-11-18T00:12:00Z',
    current: true,
  },
  {
    id: 's2',
    device: 'Safari / iPhone',
    createdAt: '2026-10-02T03:00:00Z',
    lastSeenAt: '2026-11-17T22:00:00Z',
    current: false,
  },
]

export type Seen = { path: string; method: string; csrf: string | undefined; body: unknown }

/** Answers the calls of sign-in, wizard and account as the contracts say; gives back what was asked. */
export const mockApi = async (page: Page, locale: string, signedIn: boolean): Promise<Seen[]> => {
  const seen: Seen[] = []
  let open = signedIn
  await page.route('**/api/v1/**', async (route) => {
    const request = route.request()
    const path = new URL(request.url()).pathname.replace('/api/v1', '')
    const method = request.method()
    const body: unknown = request.postDataJSON()
    seen.push({ path, method, csrf: request.headers()['x-csrf-token'], body })
    const call = `${method} ${path}`
    if (call === 'GET /session') {
      const session = { member: member(locale), organization: { id: 'o1', name: '東嶺電機株式会社' }, can: [] }
      return open ? json(route, 200, session) : problem(route, 401, 'request.unauthenticated')
    }
    if (call === 'POST /session') {
      const entered = JSON.stringify(body)
      if (entered.includes('wrong')) return problem(route, 401, 'auth.invalid')
      if (entered.includes('two-steps') && !entered.includes('123456')) return problem(route, 401, 'auth.totp_required')
      open = true
      return json(route, 200, { member: member(locale) })
    }
    if (call === 'POST /setup') return json(route, 200, {})
    if (call === 'POST /account/totp') {
      return json(route, 200, {
        otpauthUri: 'otpauth://totp/Kizuna:fujino@example.jp?secret=JBSWY3DPEHPK3PXP&issuer=Kizuna',
        secret: 'JBSWY3DPEHPK3PXP',
      })
    }
    if (call === 'POST /account/totp/confirm') {
      return json(route, 200, { recoveryCodes: ['8KQ2-71BD', 'M4XW-09PA', '77TR-LE2C', 'ZQ13-5HVN'] })
    }
    if (call === 'GET /account/sessions') return json(route, 200, { items: sessions })
    return problem(route, 404, 'request.not_found')
  })
  return seen
}
