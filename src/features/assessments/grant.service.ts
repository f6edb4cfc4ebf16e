import { newToken } from '../../platform/auth/token.ts'
import { plusSeconds } from '../../platform/clock.ts'
import type { WriteCtx } from '../../platform/context.ts'
import { insertGrants, type Request } from './request.store.ts'

const LIFE_SECONDS = 400 * 24 * 3600

/** Until when a link works: long enough to come back for the result and next year's question. */
export const linkLife = (ctx: WriteCtx) => plusSeconds(ctx.now, LIFE_SECONDS)

/** Hash of a token that nobody has, for a link that is made when its mail is written. */
export const unknownToken = (tenant: string): string => newToken(tenant).hash

/** A number by which a link is told apart over the telephone; it follows from the link and opens nothing. */
export const checkNumberOf = (tokenHash: string): string =>
  String(Number.parseInt(tokenHash.slice(0, 12), 16) % 100_000_000)
    .padStart(8, '0')
    .replace(/^(\d{4})/, '$1-')

type Issued = { id: string; token: string; check: string }
type Lead = {
  request: Pick<Request, 'id' | 'lang'>
  to: { contactId: string | null; name: string; address: string | null }
}

/** Gives many people asked a link of their own, in the order asked; only the hash of each secret is kept. */
export const issueLeadGrants = async (ctx: WriteCtx, leads: readonly Lead[]): Promise<Issued[]> => {
  const made = leads.map((lead) => ({ ...lead, id: ctx.newId(), ...newToken(ctx.actor.tenant) }))
  await insertGrants(
    ctx.db,
    made.map(({ id, hash, request, to }) => ({
      tenantId: ctx.actor.tenant,
      id,
      requestId: request.id,
      contactId: to.contactId,
      parentId: null,
      role: 'lead' as const,
      sections: null,
      name: to.name,
      address: to.address,
      lang: request.lang,
      tokenHash: hash,
      expiresAt: linkLife(ctx),
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })),
  )
  return made.map(({ id, token, hash }) => ({ id, token, check: checkNumberOf(hash) }))
}

/** Gives the person asked a link of their own; only the hash of its secret is kept. */
export const issueLeadGrant = async (ctx: WriteCtx, request: Lead['request'], to: Lead['to']): Promise<Issued> => {
  const [made] = await issueLeadGrants(ctx, [{ request, to }])
  if (made === undefined) throw new Error('no link was made')
  return made
}
