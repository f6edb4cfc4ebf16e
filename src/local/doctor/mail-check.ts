import { connect } from 'node:net'
import type pg from 'pg'
import { bindTenant, inSnapshot } from '../../platform/ledger/read.ts'
import { withConnection } from '../../platform/postgres/connection.ts'
import { addressOf, type LocalDatabase } from '../database.ts'
import { tenantIds } from '../tenants.ts'
import { broken, type Finding, ok, warning } from './finding.ts'

const PATIENCE_MS = 5000

type Server = { host: string; port: number }

/** Looks at each organisation's mail server: set up, and answering. */
export const checkMail = async (database: LocalDatabase): Promise<Finding[]> => {
  const servers = await withConnection(addressOf(database.place, 'app', database.roleSecret), (client) =>
    inSnapshot(client, () => mailServers(client)),
  )
  return Promise.all(servers.map(checkServer))
}

const mailServers = async (client: pg.Client): Promise<(Server | null)[]> => {
  const known = await client.query<{ found: boolean }>("SELECT to_regclass('mail_settings') IS NOT NULL AS found")
  if (known.rows[0]?.found !== true) return []
  const servers: (Server | null)[] = []
  for (const tenant of await tenantIds(client)) {
    await bindTenant(client, tenant)
    const { rows } = await client.query<Server>('SELECT host, port FROM mail_settings WHERE tenant_id = $1', [tenant])
    servers.push(rows[0] ?? null)
  }
  return servers
}

const checkServer = async (server: Server | null): Promise<Finding> => {
  if (server === null) {
    return warning(
      'mail',
      ['メールの送信設定がまだありません。', 'No mail server is set up yet.'],
      ['設定 → メールで送信サーバーを登録してください。', 'Enter the mail server under Settings → Mail.'],
    )
  }
  const where = `${server.host}:${server.port}`
  const failure = await knock(server)
  if (failure === undefined)
    return ok('mail', `メールサーバー ${where} は応答します。`, `The mail server ${where} answers.`)
  return broken(
    'mail',
    [
      `メールサーバー ${where} に接続できません(${failure})。`,
      `The mail server ${where} cannot be reached (${failure}).`,
    ],
    [
      'ホスト名とポート、このサーバーからの通信の許可を確かめてください。送れないメールは失われず、待っています。',
      'Check host, port and whether this machine may connect there. Mail is not lost meanwhile, it waits.',
    ],
  )
}

/** Opens and closes one connection; undefined when the other side answered, else why not. */
export const knock = ({ host, port }: Server): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: PATIENCE_MS })
    const end = (failure?: string): void => {
      socket.destroy()
      resolve(failure)
    }
    socket.once('connect', () => end())
    socket.once('timeout', () => end('timeout'))
    socket.once('error', (error) => end('code' in error ? String(error.code) : error.name))
  })
