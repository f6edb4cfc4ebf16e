import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import type pg from 'pg'
import { ALL_ROLE_NAMES, OWNER } from '../../platform/db/roles.ts'
import { withConnection } from '../../platform/postgres/connection.ts'
import { listMigrations } from '../backup/catalog.ts'
import { addressOf, type LocalDatabase } from '../database.ts'
import { broken, type Finding, ok, warning } from './finding.ts'

const MIGRATIONS = join(import.meta.dirname, '..', '..', '..', 'migrations')
const MOST_SILENT_SECONDS = 300

/** Looks at the database: version, character type, roles, walls between organisations, schema and the clock's heartbeat. */
export const checkDatabase = (database: LocalDatabase, now: string): Promise<Finding[]> =>
  withConnection(addressOf(database.place, 'owner', database.roleSecret), async (client) => [
    await checkVersion(client),
    await checkRoles(client),
    await checkWalls(client),
    await checkMigrations(client),
    await checkHeartbeat(client, database.kind !== 'started', now),
  ])

const checkVersion = async (client: pg.Client): Promise<Finding> => {
  const { rows } = await client.query<{ version: string; ctype: string; encoding: string }>(
    `SELECT current_setting('server_version') AS version, datctype AS ctype, pg_encoding_to_char(encoding) AS encoding
       FROM pg_database WHERE datname = current_database()`,
  )
  const [facts = { version: '0', ctype: 'C', encoding: '' }] = rows
  return judgeVersion(facts)
}

/** Judges what a database says of itself; one whose character type is C cannot handle Japanese text. */
export const judgeVersion = ({
  version,
  ctype,
  encoding,
}: {
  version: string
  ctype: string
  encoding: string
}): Finding => {
  const said = `PostgreSQL ${version}, ${encoding}, ${ctype}`
  if (Number.parseInt(version, 10) < 15) {
    return broken(
      'database',
      [`PostgreSQL ${version} は古すぎます。`, `PostgreSQL ${version} is too old.`],
      ['15 以上に更新してください。', 'Upgrade to version 15 or newer.'],
    )
  }
  if (encoding !== 'UTF8' || ctype === 'C' || ctype === 'POSIX') {
    return broken(
      'database',
      [
        `このデータベースでは日本語を正しく扱えません(${said})。`,
        `This database cannot handle Japanese text (${said}).`,
      ],
      [
        "バックアップを取り、CREATE DATABASE kizuna TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8' で作ったデータベースに復元してください。",
        "Take a backup and restore it into one made with CREATE DATABASE kizuna TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'.",
      ],
    )
  }
  return ok('database', `データベース: ${said}`, `Database: ${said}`)
}

const checkRoles = async (client: pg.Client): Promise<Finding> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT r.rolname AS name FROM pg_roles r
      WHERE r.rolname = ANY($1)
        AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole
             OR EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid)
             OR (r.rolname <> $2 AND EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid)))`,
    [ALL_ROLE_NAMES, OWNER],
  )
  if (rows.length === 0)
    return ok('roles', 'データベースの役割はすべて制限されています。', 'Every database role is bound.')
  const names = rows.map((row) => row.name).join(', ')
  return broken(
    'roles',
    [
      `役割 ${names} の権限が強すぎ、他社のデータに届きます。`,
      `The roles ${names} hold too many rights and reach other organisations' data.`,
    ],
    [
      `ALTER ROLE ${names} NOSUPERUSER NOBYPASSRLS NOCREATEROLE を実行し、他の役割への所属も外してください。`,
      `Run ALTER ROLE ${names} NOSUPERUSER NOBYPASSRLS NOCREATEROLE and take away their membership in other roles.`,
    ],
  )
}

const checkWalls = async (client: pg.Client): Promise<Finding> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'login_directory'
        AND (NOT c.relrowsecurity OR (NOT c.relforcerowsecurity AND c.relname <> 'partner_search'))`,
  )
  if (rows.length === 0)
    return ok(
      'walls',
      '組織どうしの仕切りはすべての表で有効です。',
      'The wall between organisations stands on every table.',
    )
  const names = rows.map((row) => row.name).join(', ')
  return broken(
    'walls',
    [`組織どうしの仕切りが外れている表があります: ${names}`, `Tables without the wall between organisations: ${names}`],
    [
      'サーバーを止め、各表で ALTER TABLE … ENABLE / FORCE ROW LEVEL SECURITY を実行してください。',
      'Stop the server and run ALTER TABLE … ENABLE / FORCE ROW LEVEL SECURITY on each.',
    ],
  )
}

const checkMigrations = async (client: pg.Client): Promise<Finding> => {
  const wanted = readMigrationFiles({ migrationsFolder: MIGRATIONS }).map(({ hash }) => hash)
  const had = await listMigrations(client)
  if (wanted.length === had.length && wanted.every((hash, at) => hash === had[at]))
    return ok('schema', `表の定義は最新です(${had.length})。`, `The schema is up to date (${had.length}).`)
  const known = had.every((hash, at) => hash === wanted[at])
  return broken(
    'schema',
    [
      `表の定義がこの版の Kizuna と合いません(データベース ${had.length}、プログラム ${wanted.length})。`,
      `The schema does not fit this version of Kizuna (database ${had.length}, program ${wanted.length}).`,
    ],
    known
      ? ['サーバーを起動し直すと更新されます。', 'Start the server again: it brings the schema up to date.']
      : [
          'データベースのほうが新しいか、別の版です。Kizuna を更新してください。',
          'The database is newer or of another version: upgrade Kizuna.',
        ],
  )
}

const checkHeartbeat = async (client: pg.Client, serving: boolean, now: string): Promise<Finding> => {
  const { rows } = await client.query<{ at: Date }>("SELECT at FROM clock_heartbeats WHERE name = 'clock'")
  const at = rows[0]?.at
  return judgeHeartbeat(at === undefined ? null : Math.round((Date.parse(now) - at.getTime()) / 1000), serving)
}

/** Judges how many seconds the deadline clock has been silent; null when it has never beaten. */
export const judgeHeartbeat = (age: number | null, serving: boolean): Finding => {
  if (age !== null && age <= MOST_SILENT_SECONDS)
    return ok('clock', `期限の時計は動いています(${age} 秒前)。`, `The deadline clock is alive (${age} s ago).`)
  const ja = age === null ? '期限の時計はまだ一度も動いていません。' : `期限の時計が ${age} 秒止まっています。`
  const en = age === null ? 'The deadline clock has never run.' : `The deadline clock has been silent for ${age} s.`
  if (!serving) {
    return warning(
      'clock',
      [ja, en],
      ['サーバーが止まっています。起動すると動き始めます。', 'The server is not running; the clock starts with it.'],
    )
  }
  return (age === null ? warning : broken)(
    'clock',
    [ja, en],
    [
      '催促や期限の処理が止まっています。サーバー(または worker)を起動し直し、ログを確かめてください。',
      'Reminders and deadlines stand still: start the server (or worker) again and look at its log.',
    ],
  )
}
