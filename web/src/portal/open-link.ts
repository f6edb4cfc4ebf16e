import type { Closed } from './ClosedPage.tsx'
import { portalApi } from './portal-api.ts'

export type Opening =
  | { kind: 'open' }
  | { kind: 'code'; hint: string | null }
  | { kind: 'wrong'; left: number }
  | { kind: 'spent' }
  | { kind: 'closed'; why: Closed }
  | { kind: 'trouble' }

const refused = (code: string, params: Record<string, unknown>): Opening => {
  if (code === 'portal.unknown_link') return { kind: 'closed', why: 'unknown' }
  if (code === 'portal.closed_link') return { kind: 'closed', why: 'closed' }
  if (code === 'portal.code_wrong') return { kind: 'wrong', left: Number(params.left ?? 0) }
  if (code === 'portal.code_spent') return { kind: 'spent' }
  return { kind: 'trouble' }
}

/** Opens a link, on a new device with the code that was sent or told. */
export const openLink = async (token: string, code?: string): Promise<Opening> => {
  try {
    const sent = { token, ...(code === undefined ? {} : { code }) }
    const { data, error, response } = await portalApi.POST('/api/v1/portal/session', { body: sent })
    if (response.status === 429) return { kind: 'closed', why: 'tooMany' }
    // A link whose secret is too short to be one is refused by its shape.
    if (error !== undefined)
      return error.code === 'request.invalid' && code === undefined
        ? { kind: 'closed', why: 'unknown' }
        : refused(error.code, error.params)
    return data.status === 'open' ? { kind: 'open' } : { kind: 'code', hint: data.hint }
  } catch {
    return { kind: 'trouble' }
  }
}
