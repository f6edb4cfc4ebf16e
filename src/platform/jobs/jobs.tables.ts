import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantId, textC } from '../db/columns.ts'

/** Which handler has already taken which event: delivery is at least once, effect is once. */
export const handledEvents = pgTable(
  'handled_events',
  { tenantId: tenantId(), handler: textC().notNull(), eventId: uuid().notNull(), at: instant().notNull() },
  (t) => [primaryKey({ columns: [t.tenantId, t.handler, t.eventId] })],
)

/** Answers already given to a POST with an Idempotency-Key, so that a repeated click repeats the answer, not the act. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    tenantId: tenantId(),
    actor: textC().notNull(),
    key: textC().notNull(),
    fingerprint: text().notNull(),
    status: integer().notNull(),
    response: jsonb(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.actor, t.key] })],
)
