import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant, ownRow, textC } from '../../platform/db/columns.ts'

export type MessageState = 'pending' | 'sending' | 'sent' | 'delivered' | 'failed' | 'cancelled'

export const notices = pgTable(
  'notices',
  {
    ...ownRow(),
    kind: textC().notNull(),
    matterType: textC().notNull(),
    matterId: uuid().notNull(),
    template: textC().notNull(),
    templateVersion: integer().notNull(),
    createdBy: textC().notNull(),
    incidentId: uuid(),
    isDrill: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('notices_drill').on(t.tenantId, t.id, t.isDrill),
    index('notices_matter').on(t.tenantId, t.matterType, t.matterId),
  ],
)

/** One message to one address; the state machine of sending. */
export const messages = pgTable(
  'messages',
  {
    ...ownRow(),
    noticeId: uuid().notNull(),
    isDrill: boolean().notNull(),
    recipientType: textC().notNull(),
    recipientId: uuid().notNull(),
    channel: textC().$type<'mail'>().notNull(),
    address: text().notNull(),
    lang: textC().notNull(),
    subject: text().notNull(),
    /** The exact text, sealed with the installation's key: it holds links that open a portal. */
    body: text().notNull(),
    variables: jsonb().notNull(),
    dedupeKey: textC().notNull(),
    state: textC().$type<MessageState>().notNull(),
    sendAfter: instant().notNull(),
    giveUpAt: instant().notNull(),
    leaseUntil: instant(),
    leaseNo: integer().notNull().default(0),
    attempts: integer().notNull().default(0),
    messageId: textC().notNull(),
    failure: textC(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('messages_once').on(t.tenantId, t.dedupeKey),
    foreignKey({
      columns: [t.tenantId, t.noticeId, t.isDrill],
      foreignColumns: [notices.tenantId, notices.id, notices.isDrill],
    }),
    index('messages_due').on(t.tenantId, t.sendAfter).where(sql`${t.state} IN ('pending','sending')`),
    index('messages_notice').on(t.tenantId, t.noticeId, t.state),
    check('messages_state', sql`${t.state} IN ('pending','sending','sent','delivered','failed','cancelled')`),
  ],
)

export const messageAttempts = pgTable(
  'message_attempts',
  {
    ...ownRow(),
    messageId: uuid().notNull(),
    no: integer().notNull(),
    at: instant().notNull(),
    outcome: textC().$type<'accepted' | 'temporary' | 'permanent' | 'unknown'>().notNull(),
    response: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('message_attempts_no').on(t.tenantId, t.messageId, t.no),
    foreignKey({ columns: [t.tenantId, t.messageId], foreignColumns: [messages.tenantId, messages.id] }),
  ],
)

/** One acknowledgement per person and matter, by whatever way it came. */
export const acknowledgements = pgTable(
  'acknowledgements',
  {
    ...ownRow(),
    matterType: textC().notNull(),
    matterId: uuid().notNull(),
    personType: textC().notNull(),
    personId: uuid().notNull(),
    at: instant().notNull(),
    via: textC().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('acknowledgements_once').on(t.tenantId, t.matterType, t.matterId, t.personType, t.personId),
  ],
)
