import { z } from 'zod'
import { PartnerFilter } from './partner.contract.ts'

/** The columns of the list on the screen. */
export const LIST_COLUMNS = ['level', 'maturity', 'state', 'due', 'left', 'connections', 'units', 'owners'] as const

export const ExportQuery = PartnerFilter.extend({
  format: z.enum(['xlsx', 'csv', 'csv-cp932', 'pdf']).default('xlsx').describe('Kind of file'),
  sort: z.enum(['reading', 'level', 'due']).default('reading').describe('Order'),
  columns: z
    .string()
    .max(200)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(LIST_COLUMNS)).max(20))
    .optional()
    .describe('Columns of the list to take along, separated by commas; all that is kept when left out'),
})
