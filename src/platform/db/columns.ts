import { customType, integer, uuid } from 'drizzle-orm/pg-core'
import type { Instant, PlainDate } from '../../domain/time.ts'

/** timestamptz read and written as an ISO instant. */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamptz(3)',
  fromDriver: (value) => new Date(value).toISOString() as Instant,
})

export const plainDate = customType<{ data: PlainDate; driverData: string }>({ dataType: () => 'date' })

/** Text compared byte by byte: the only text that row-level security lets an index serve. */
export const textC = customType<{ data: string; driverData: string }>({ dataType: () => 'text COLLATE "C"' })

export const tenantId = () => uuid().notNull()

/** The columns that every row of every tenant table has. */
export const ownRow = () => ({
  tenantId: tenantId(),
  id: uuid().notNull(),
  version: integer().notNull().default(1),
  createdAt: instant().notNull(),
  updatedAt: instant().notNull(),
})
