export type Config = {
  host: string
  port: number
  portalHost: string | undefined
  portalPort: number | undefined
  publicUrl: string
  portalUrl: string
  databaseUrl: string | undefined
  trustProxy: boolean
  tls: { certFile: string; keyFile: string } | undefined
  logLevel: string
  /** What this process does: answer requests, work on events and the clock, or both. */
  role: ProcessRole
}

const ROLES = ['serve', 'worker', 'all'] as const
type ProcessRole = (typeof ROLES)[number]

const processRole = (text: string): ProcessRole => {
  const role = ROLES.find((known) => known === text)
  if (role === undefined) throw new Error(`KIZUNA_ROLE must be one of ${ROLES.join(', ')}`)
  return role
}

const port = (name: string, text: string): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value > 65535)
    throw new Error(`${name} must be a port number between 0 and 65535`)
  return value
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '')

/** Reads the settings of one process from its environment; a wrong value stops the start with its name. */
export const readConfig = (env: Record<string, string | undefined>): Config => {
  const host = env.HOST ?? '127.0.0.1'
  const main = port('PORT', env.PORT ?? '8787')
  const portalPort = env.PORTAL_PORT === undefined ? undefined : port('PORTAL_PORT', env.PORTAL_PORT)
  const certFile = env.TLS_CERT_FILE
  const keyFile = env.TLS_KEY_FILE
  if ((certFile === undefined) !== (keyFile === undefined))
    throw new Error('TLS_CERT_FILE and TLS_KEY_FILE belong together')
  const scheme = certFile === undefined ? 'http' : 'https'
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  const publicUrl = withoutSlash(env.PUBLIC_URL ?? `${scheme}://${shown}:${main}`)
  const portalUrl = withoutSlash(
    env.PORTAL_URL ?? (portalPort === undefined ? publicUrl : `${scheme}://${shown}:${portalPort}`),
  )
  for (const [name, url] of Object.entries({ PUBLIC_URL: publicUrl, PORTAL_URL: portalUrl }))
    if (!/^https?:\/\//.test(url)) throw new Error(`${name} must begin with http:// or https://`)
  return Object.freeze({
    host,
    port: main,
    portalHost: env.PORTAL_HOST ?? (portalPort === undefined ? undefined : host),
    portalPort,
    publicUrl,
    portalUrl,
    databaseUrl: env.DATABASE_URL,
    trustProxy: env.TRUST_PROXY === '1' || env.TRUST_PROXY === 'true',
    tls: certFile !== undefined && keyFile !== undefined ? { certFile, keyFile } : undefined,
    logLevel: env.LOG_LEVEL ?? 'info',
    role: processRole(env.KIZUNA_ROLE ?? 'all'),
  })
}
