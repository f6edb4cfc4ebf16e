import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { TenantTx } from './tenant.ts'

const ROWS_PER_STATEMENT = 1_000
const known = new Map<string, string>()
const snake = (name: string): string => {
  const found = known.get(name) ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  known.set(name, found)
  return found
}

// Half a surrogate pair is legal in JavaScript and in JSON text, but PostgreSQL refuses it.
const jsonText = (rows: readonly unknown[]): string => {
  const text = JSON.stringify(rows)
  return /\\ud[89a-f]/i.test(text)
    ? JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value))
    : text
}

const withColumnNames = (row: object): Record<string, unknown> => {
  const named: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(row)) named[snake(key)] = value
  return named
}

/** The rows as a relation of the table's own type, for statements over thousands of rows with one parameter. */
const rowsOf = <T extends PgTable>(table: T, rows: readonly Partial<T['$inferInsert']>[]): SQL =>
  sql`json_populate_recordset(NULL::${sql.identifier(getTableName(table))}, ${jsonText(rows.map(withColumnNames))}::json)`

const parts = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / ROWS_PER_STATEMENT) }, (_, at) =>
    rows.slice(at * ROWS_PER_STATEMENT, (at + 1) * ROWS_PER_STATEMENT),
  )

/** The statements that insert the rows, a thousand each; columns left out of the first row keep their defaults. */
export const insertions = <T extends PgTable>(table: T, rows: readonly T['$inferInsert'][]): SQL[] => {
  const [first] = rows
  if (first === undefined) return []
  const names = Object.keys(getTableColumns(table)).filter((key) => key in first)
  const list = sql.join(
    names.map((key) => sql.identifier(snake(key))),
    sql`, `,
  )
  return parts(rows).map((part) => sql`INSERT INTO ${table} (${list}) SELECT ${list} FROM ${rowsOf(table, part)}`)
}

/** Inserts many rows, a thousand a statement. */
export const insertMany = async <T extends PgTable>(
  db: TenantTx,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> => {
  for (const insertion of insertions(table, rows)) await db.execute(insertion)
}

/** Inserts those of many rows whose keys are not taken yet; answers the ids of the new ones. */
export const insertNew = async <T extends PgTable>(
  db: TenantTx,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<ReadonlySet<string>> => {
  const made = new Set<string>()
  for (const insertion of insertions(table, rows)) {
    const done = await db.execute<{ id: string }>(sql`${insertion} ON CONFLICT DO NOTHING RETURNING id`)
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
  where: SQL,
): Promise<number> => {
  const set = sql.join(
    columns.map((column) => sql`${sql.identifier(snake(column))} = n.${sql.identifier(snake(column))}`),
    sql`, `,
  )
  let done = 0
  for (const part of parts(rows)) {
    const result = await db.execute(
      sql`UPDATE ${table} AS t SET ${set} FROM ${rowsOf(table, part)} AS n WHERE ${where}`,
    )
    done += result.rowCount ?? 0
  }
  return done
}
