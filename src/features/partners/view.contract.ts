import { z } from 'zod'
import { Id, PartnerFilter } from './partner.contract.ts'

const Query = z
  .record(z.string().max(30), z.string().max(200))
  .refine((query) => Object.keys(query).length <= 20 && PartnerFilter.safeParse(withoutLook(query)).success)
  .describe('Filter as in the address of the list, with sort and columns')

/** The part of a view that narrows the list; how it looks (order, columns) is set apart. */
export function withoutLook({
  sort: _sort,
  columns: _columns,
  ...filter
}: Record<string, string>): Record<string, string> {
  return filter
}

export const ViewBody = z.strictObject({
  name: z.string().trim().min(1).max(60).describe('Name on the tab'),
  query: Query,
  shared: z.boolean().default(false).describe('Shown to all colleagues'),
})

export const ViewRow = z.object({
  id: Id,
  version: z.number().int().describe('Version for If-Match'),
  name: z.string().describe('Name on the tab'),
  query: z.record(z.string(), z.string()).describe('Filter as in the address of the list'),
  shared: z.boolean().describe('Shown to all colleagues'),
  own: z.boolean().describe('Made by the reader, who alone may change it'),
  count: z.number().int().describe('Partners it shows the reader'),
})

export const ViewList = z
  .object({
    standard: z
      .array(
        z.object({
          key: z.enum(['all', 'mine', 'high', 'open', 'overseas', 'expiring']).describe('Which one'),
          query: z.record(z.string(), z.string()).describe('Filter as in the address of the list'),
          count: z.number().int().describe('Partners it shows the reader'),
        }),
      )
      .describe('Views everybody has'),
    saved: z.array(ViewRow).describe('Own views and those shared by colleagues'),
  })
  .meta({ id: 'PartnerViews' })
