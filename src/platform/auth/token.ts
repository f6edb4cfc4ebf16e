import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { isUuid } from '../ids.ts'

/** A bearer secret: the tenant it belongs to and 32 random bytes; only the hash of the bytes is stored. */
export const newToken = (tenant: string): { token: string; hash: string } => {
  const secret = randomBytes(32).toString('base64url')
  return { token: `${tenant}.${secret}`, hash: hashSecret(secret) }
}

export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

export const readToken = (token: string): { tenant: string; hash: string } | null => {
  const [tenant, secret, rest] = token.split('.')
  if (tenant === undefined || secret === undefined || rest !== undefined || !isUuid(tenant)) return null
  return /^[A-Za-z0-9_-]{43}$/.test(secret) ? { tenant, hash: hashSecret(secret) } : null
}

/** The value a page must send back with each change; it follows from the session and needs no storage. */
export const csrfOf = (token: string): string =>
  createHash('sha256').update(`kizuna.csrf.${token}`).digest('base64url').slice(0, 32)

export const sameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
