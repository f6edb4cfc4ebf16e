import { type Column, type SQL, sql } from 'drizzle-orm'
import { arrayText } from './array-text.ts'

/** Rows whose id is one of these: one value however many there are, where a list would be a value for each. */
export const among = (column: Column, ids: readonly string[]): SQL =>
  sql`${column} = ANY(${sql.param(arrayText(ids))}::uuid[])`
