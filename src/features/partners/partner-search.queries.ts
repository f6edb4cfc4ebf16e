import { type SQL, sql } from 'drizzle-orm'
import { queryGrams } from '../../domain/text/search-grams.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { partnerCurrent } from './partner.tables.ts'

const PAIR = 2

const containing = (term: string): string => `%${term.replace(/[\\%_]/g, '\\$&')}%`

/** What the functions of the search take: the pairs, and the longer words; a word of two letters is its own pair. */
const asked = (q: string): SQL | undefined => {
  const query = queryGrams(q)
  if (query.kind === 'all') return undefined
  const longer = query.kind === 'grams' ? query.terms.filter((term) => [...term].length > PAIR) : []
  return sql`${sql.param([...query.grams])}::text[], ${sql.param(longer.map(containing))}::text[]`
}

/** The partners that a search finds; undefined when nothing was asked. */
export const found = (q: string): SQL | undefined => {
  const words = asked(q)
  // As one array the thousands of hits of a short word are looked up in one walk along the key instead of one by one.
  return words && sql`${partnerCurrent.partnerId} = ANY(ARRAY(SELECT partner_search_ids(${words})))`
}

/** The first hits of a search behind a place in the order of readings, whoever may see them; undefined when nothing was asked. */
export const firstHits = async (
  db: TenantTx,
  q: string,
  after: { sortKey: string; id: string } | null,
  most: number,
): Promise<string[] | undefined> => {
  const words = asked(q)
  if (words === undefined) return undefined
  const place = sql`${after?.sortKey ?? null}::text, ${after?.id ?? null}::uuid`
  const { rows } = await db.execute<{ id: string }>(
    sql`SELECT partner_search_page(${words}, ${place}, ${most}::int) AS id`,
  )
  return rows.map(({ id }) => id)
}
