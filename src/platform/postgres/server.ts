/** Where to reach a database as its administrator; role pools take it and replace user and password. */
export type DatabaseAddress = {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
  readonly ssl?: boolean
}

/** A PostgreSQL that is ready for queries. */
export type DatabaseServer = {
  readonly kind: 'embedded' | 'external'
  /** The major and minor version as the server says it, for example '18.4'. */
  readonly version: string
  readonly admin: DatabaseAddress
  /** Ends a private server and waits until its process is gone; does nothing to an external one. May be called again. */
  stop(): Promise<void>
  /** Resolves when a private server's process has ended, with the reason; `expected` when stop() asked for it and it ended in order. */
  readonly ended: Promise<{ expected: boolean; reason: string }>
}
