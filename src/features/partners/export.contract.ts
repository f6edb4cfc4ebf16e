import { z } from 'zod'
import { PartnerFilter } from './partner.contract.ts'

export const ExportQuery = PartnerFilter.extend({
  format: z.enum(['xlsx', 'csv', 'csv-cp932', 'pdf']).default('xlsx').describe('Kind of file'),
  sort: z.enum(['reading', 'level', 'due']).default('reading').describe('Order'),
})
