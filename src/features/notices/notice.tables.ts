import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
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
    /** Number of the organisation's own published version of it. */
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
    /** The partner the recipient belongs to; null for our own people. */
    partnerId: uuid(),
    recipientType: textC().notNull(),
    recipientId: uuid().notNull(),
    channel: textC().$type<'mail'>().notNull(),
    address: text().notNull(),
    lang: textC().notNull(),
    subject: text().notNull(),
    /** The exact text, sealed with the installation's key: it holds links that open a portal. */
    body: text().notNull(),
    dedupeKey: textC().notNull(),
    state: textC().$type<MessageState>().notNull(),
    sendAfter: instant().notNull(),
    giveUpAt: instant().notNull(),
    leaseUntil: instant(),
    leaseNo: integer().notNull().default(0),
    attempts: integer().notNull().default(0),
    /** Which request of a person it goes back to; it is part of the Message-ID. */
    correlation: textC().notNull(),
    /** Fixed when it is sent for the first time and the same at each repetition. */
    messageId: textC(),
    sentAt: instant(),
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
    index('messages_in_hand').on(t.tenantId, t.leaseUntil).where(sql`${t.state} = 'sending'`),
    unique('messages_message_id').on(t.tenantId, t.messageId),
    index('messages_notice').on(t.tenantId, t.noticeId, t.state),
    index('messages_partner').on(t.tenantId, t.partnerId, t.createdAt),
    index('messages_newest').on(t.tenantId, t.createdAt, t.id),
    check('messages_state', sql`${t.state} IN ('pending','sending','sent','delivered','failed','cancelled')`),
    check('messages_lease', sql`(${t.state} = 'sending') = (${t.leaseUntil} IS NOT NULL)`),
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
    index('message_attempts_at').on(t.tenantId, t.at),
    check('message_attempts_outcome', sql`${t.outcome} IN ('accepted','temporary','permanent','unknown')`),
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

export type MailSecurity = 'tls' | 'starttls' | 'none'

/** The one mail server of an organisation; its password is sealed and never leaves again. */
export const mailSettings = pgTable(
  'mail_settings',
  {
    ...ownRow(),
    host: textC().notNull(),
    port: integer().notNull(),
    security: textC().$type<MailSecurity>().notNull(),
    username: text(),
    sealedPassword: text(),
    certificateAuthority: text(),
    fromName: text().notNull(),
    fromAddress: textC().notNull(),
    replyTo: textC(),
    ratePerMinute: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('mail_settings_one').on(t.tenantId),
    check('mail_settings_security', sql`${t.security} IN ('tls','starttls','none')`),
  ],
)
