import pg from 'pg'
import { StartError } from '../home/start-error.ts'
import { serverVersion, withConnection } from './connection.ts'
import type { DatabaseAddress, DatabaseServer } from './server.ts'

/**
 * Checks the PostgreSQL of a DATABASE_URL and returns it as it is: reachable, version 15 or newer, UTF-8, and a
 * character type that knows Japanese letters. Throws StartError otherwise; the message never holds the password.
 */
export async function externalPostgres(url: string): Promise<DatabaseServer> {
  const admin = address(url)
  const facts = await ask(admin)
  refuse(facts)
  return {
    kind: 'external',
    version: facts.version,
    admin,
    stop: () => Promise.resolve(),
    ended: new Promise(() => {}),
  }
}

type Facts = { version: string; ctype: string; encoding: string }

function address(url: string): DatabaseAddress {
  try {
    if (!/^postgres(ql)?:\/\//.test(url)) throw new Error('not a PostgreSQL address')
    const { host, port, database, user, password, ssl } = new pg.Client(url)
    if (!database || !user) throw new Error('no database or user')
    return { host, port, database, user, password: password ?? '', ssl }
  } catch {
    throw new StartError(
      'DATABASE_URL は postgresql://利用者:パスワード@ホスト:ポート/データベース の形で指定してください。',
      'DATABASE_URL must look like postgresql://user:password@host:port/database.',
    )
  }
}

async function ask(admin: DatabaseAddress): Promise<Facts> {
  try {
    return await withConnection(admin, async (client) => {
      const { rows } = await client.query<Omit<Facts, 'version'>>(
        'SELECT datctype AS ctype, pg_encoding_to_char(encoding) AS encoding FROM pg_database WHERE datname = current_database()',
      )
      const [row] = rows
      if (!row) throw new Error('no current database')
      return { ...row, version: await serverVersion(client) }
    })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'timeout'
    const where = `${admin.host}:${admin.port}/${admin.database}`
    throw new StartError(
      `DATABASE_URL のデータベース ${where} に接続できません(${code})。接続先と利用者、パスワードを確かめてください。`,
      `The database of DATABASE_URL at ${where} cannot be reached (${code}): check the address, user and password.`,
    )
  }
}

function refuse({ version, ctype, encoding }: Facts): void {
  if (Number.parseInt(version, 10) < 15) {
    throw new StartError(
      `PostgreSQL ${version} は古すぎます。15 以上を使ってください。`,
      `PostgreSQL ${version} is too old: please use version 15 or newer.`,
    )
  }
  if (encoding !== 'UTF8' || ['C', 'POSIX'].includes(ctype)) {
    throw new StartError(
      `このデータベース(文字コード ${encoding}、LC_CTYPE ${ctype})では日本語を正しく扱えません。CREATE DATABASE kizuna TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8' で作り直してください。`,
      `This database (encoding ${encoding}, LC_CTYPE ${ctype}) cannot handle Japanese text: make one with CREATE DATABASE kizuna TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'.`,
    )
  }
}
