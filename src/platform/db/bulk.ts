import { type Column, getTableColumns, type Name, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { partsOf } from '../in-step.ts'
import { arrayText } from './array-text.ts'
import type { TenantTx } from './tenant.ts'

const ROWS_PER_STATEMENT = 1_000
const known = new Map<string, string>()
const snake = (name: string): string => {
  const found = known.get(name) ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  known.set(name, found)
  return found
}

type Text = string | number | boolean | null
type Row = Record<string, unknown>

const typeOf = (column: Column): string => column.getSQLType().replace(/ COLLATE .*/, '')

// Half a surrogate pair is legal in JavaScript and in JSON text, but PostgreSQL refuses it.
const jsonText = (value: unknown): string => {
  const text = JSON.stringify(value)
  return /\\ud[89a-f]/i.test(text)
    ? JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? part.toWellFormed() : part))
    : text
}

/** How the database is told a value of a column: plain ones as they are, lists and JSON as text that it casts. */
const toldAs = (type: string): ((value: unknown) => Text) => {
  if (type === 'jsonb') return (value) => (value === null || value === undefined ? null : jsonText(value))
  if (type.endsWith('[]')) return (value) => (Array.isArray(value) ? arrayText(value) : null)
  return (value) => (value as Text | undefined) ?? null
}

/** The values of some columns as a relation: a value that all rows share is sent once, the others column by column. */
const relationOf = (table: PgTable, rows: readonly Row[], names: readonly string[]): SQL => {
  const columns: Record<string, Column> = getTableColumns(table)
  const picked: SQL[] = []
  const lists: SQL[] = []
  const aliases: Name[] = []
  for (const name of names) {
    const column = columns[name]
    if (column === undefined) throw new Error(`there is no column ${name}`)
    const type = typeOf(column)
    const tell = toldAs(type)
    const values = rows.map((row) => tell(row[name]))
    const [first = null] = values
    const alias = sql.identifier(snake(name))
    const nested = type === 'jsonb' || type.endsWith('[]')
    const cast = sql.raw(type)
    if (values.every((value) => value === first)) {
      picked.push(sql`${sql.param(first)}::${cast} AS ${alias}`)
      continue
    }
    lists.push(sql`${sql.param(arrayText(values))}::${sql.raw(nested ? 'text' : type)}[]`)
    aliases.push(alias)
    picked.push(nested ? sql`u.${alias}::${cast} AS ${alias}` : sql`u.${alias}`)
  }
  // With nothing but shared values the number of rows must still come from somewhere.
  if (lists.length === 0) return sql`SELECT ${sql.join(picked, sql`, `)} FROM generate_series(1, ${rows.length}::int)`
  return sql`SELECT ${sql.join(picked, sql`, `)} FROM unnest(${sql.join(lists, sql`, `)}) AS u(${sql.join(aliases, sql`, `)})`
}

// A value that only a later row brings would be dropped without a word.
const assertNothingLost = (names: ReadonlySet<string>, rows: readonly Row[]): void => {
  for (const row of rows)
    for (const name of Object.keys(row))
      if (!names.has(name) && row[name] !== undefined)
        throw new Error(`the first row to insert has no ${name}, a later one has`)
}

/** One statement that inserts all the rows; columns left out of the first row keep their defaults. */
export const insertion = <T extends PgTable>(table: T, rows: readonly T['$inferInsert'][]): SQL => {
  const [first] = rows
  if (first === undefined) throw new Error('there is no row to insert')
  const names = Object.keys(getTableColumns(table)).filter((key) => key in first)
  assertNothingLost(new Set(names), rows)
  const list = sql.join(
    names.map((name) => sql.identifier(snake(name))),
    sql`, `,
  )
  return sql`INSERT INTO ${table} (${list}) ${relationOf(table, rows, names)}`
}

/** Inserts many rows, a thousand a statement. */
export const insertMany = async <T extends PgTable>(
  db: TenantTx,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> => {
  for (const part of partsOf(rows, ROWS_PER_STATEMENT)) await db.execute(insertion(table, part))
}

/** Inserts those of many rows whose keys are not taken yet; answers the ids of the new ones. */
export const insertNew = async <T extends PgTable>(
  db: TenantTx,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<ReadonlySet<string>> => {
  const made = new Set<string>()
  for (const part of partsOf(rows, ROWS_PER_STATEMENT)) {
    const done = await db.execute<{ id: string }>(sql`${insertion(table, part)} ON CONFLICT DO NOTHING RETURNING id`)
    for (const { id } of done.rows) made.add(id)
  }
  return made
}

/** Updates many rows at once to new values of some columns; answers how many rows met the condition. */
export const updateMany = async <T extends PgTable>(
  db: TenantTx,
  table: T,
  rows: readonly Partial<T['$inferInsert']>[],
  columns: readonly (keyof T['$inferInsert'] & string)[],
  keys: readonly (keyof T['$inferInsert'] & string)[],
  where: SQL,
): Promise<number> => {
  if (rows.length === 0) return 0
  const set = sql.join(
    columns.map((column) => sql`${sql.identifier(snake(column))} = n.${sql.identifier(snake(column))}`),
    sql`, `,
  )
  const names = [...new Set([...columns, ...keys])]
  let done = 0
  for (const part of partsOf(rows, ROWS_PER_STATEMENT)) {
    const values = relationOf(table, part, names)
    const result = await db.execute(sql`UPDATE ${table} AS t SET ${set} FROM (${values}) AS n WHERE ${where}`)
    done += result.rowCount ?? 0
  }
  return done
}
