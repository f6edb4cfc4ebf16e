import createClient, { type Middleware } from 'openapi-fetch'
import type { components, paths } from '../lib/api.gen.d.ts'

export type PortalRequest = components['schemas']['PortalRequest']
export type PortalQuestion = PortalRequest['questions'][number]
export type PortalAnswer = PortalRequest['answers'][number]
export type Evidence = PortalAnswer['files'][number]
export type Result = components['schemas']['OwnResult']
export type Choice = 'done' | 'partly' | 'not' | 'na'
export const CHOICES: readonly Choice[] = ['done', 'partly', 'not', 'na']

const csrfCookie = 'kizuna_portal_csrf='

export const csrfValue = (): string | undefined => {
  const found = document.cookie.split('; ').find((each) => each.startsWith(csrfCookie))
  return found === undefined ? undefined : decodeURIComponent(found.slice(csrfCookie.length))
}

const ownPage: Middleware = {
  onRequest: ({ request }) => {
    const value = csrfValue()
    if (request.method !== 'GET' && value !== undefined) request.headers.set('x-csrf-token', value)
    return request
  },
}

/** Speaks to the portal only; the console's session is never used here. */
export const portalApi = createClient<paths>({ baseUrl: '', credentials: 'same-origin' })
portalApi.use(ownPage)
