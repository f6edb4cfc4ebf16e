import type { Person, TestApp } from '../../support/app.ts'

export type Link = { request: string; token: string; send: Person['send'] }

export type PortalWorld = {
  /** Asks the one partner of the portal anew and opens its link; the canary stands in what the request is about. */
  open: (canary: string) => Promise<Link>
  /** Asks like `open`, but leaves the link unopened. */
  ask: (canary: string) => Promise<Omit<Link, 'send'>>
  /** Holders of links to other requests. */
  strangers: Record<string, Pick<Person, 'send'>>
  /** The headers of a browser with a live session of the portal. */
  session: Record<string, string>
}

/** What the samples of all features build on. */
export type World = {
  app: TestApp
  /** Holds every role in the owner's organisation, but is assigned to no partner and no unit. */
  colleague: Person
  /** Sends to a server where nobody has founded an organisation yet. */
  unfounded: Person['send']
  /** A mail server that takes everything. */
  smtp: { port: number }
  portal: PortalWorld
  /** A fresh partner of the owner with the canary in its name. */
  partner: (canary: string) => Promise<{ id: string; version: number }>
}

export type OwnRequest = {
  /** Values of the path's parameters. */
  path?: Record<string, string>
  query?: string
  body?: unknown
  headers?: Record<string, string>
  /** Who owns the row; the administrator unless said. */
  owner?: Pick<Person, 'send'>
  /** What only a reader of the row is shown, where the answer holds counts instead of words; else the canary. */
  shows?: string
  /** For an answer without a body: text read afterwards that holds the canary only because the request took effect. */
  proof?: () => Promise<string>
  /** The route looks for rows instead of naming them: a stranger finds none and is told so. */
  searches?: true
}

/**
 * Real rows for one route, with the canary in them.
 * reach: who must not see them: `partner` = foreign tenants and unassigned colleagues, `tenant` = foreign tenants,
 * `whole` = like partner, for what is reserved to those who look after the whole network: the colleague is refused outright,
 * `self` = everyone else, `portal` = other links: of the same partner and of a partner of another organisation,
 * `new` = the route makes a row of the caller's own and names none of ours.
 */
export type Sample = {
  reach: 'partner' | 'whole' | 'tenant' | 'self' | 'portal' | 'new' | 'public'
  make: (world: World, canary: string) => Promise<OwnRequest>
}

export type Samples = Record<string, Sample>

export const sample = (reach: Sample['reach'], make: Sample['make']): Sample => ({ reach, make })

/** The answer of a step that prepares a sample; a preparation that fails would make the test prove nothing. */
export const made = async (answer: Promise<{ status: number; body: unknown }>): Promise<Record<string, unknown>> => {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`the sample could not be made: ${status} ${JSON.stringify(body)}`)
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
}

export const idOf = (row: Record<string, unknown>): string => String(row.id)

/** An upload: bytes as they are. */
export const listOf = (...names: string[]): Buffer =>
  Buffer.from(
    `取引先コード,取引先名,住所\n${names.map((name, at) => `${name.slice(-8)}${at},${name},東京都港区\n`).join('')}`,
  )
