import type { z } from 'zod'
import type { PartnerList } from '../features/partners/partner.contract.ts'
import type { Client } from './client.ts'

export type PartnerRow = z.output<typeof PartnerList>['items'][number]

const PAGE = 200

/** The partners that a filter leaves, page after page, `most` at the most. */
export const rowsOf = async (
  client: Client,
  filter: Readonly<Record<string, string>>,
  most: number,
): Promise<PartnerRow[]> => {
  const rows: PartnerRow[] = []
  let after: string | null = ''
  while (after !== null && rows.length < most) {
    const query = new URLSearchParams({ ...filter, limit: String(Math.min(PAGE, most - rows.length)) })
    if (after !== '') query.set('after', after)
    const page: z.output<typeof PartnerList> = await client.get(`/partners?${query}`)
    rows.push(...page.items)
    after = page.next
  }
  return rows
}
