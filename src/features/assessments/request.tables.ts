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
import type { AnswerValue } from '../../domain/assessment/question.ts'
import type { RequestState } from '../../domain/assessment/request-state.ts'
import type { PlainDate } from '../../domain/time.ts'
import { instant, ownRow, plainDate, tenantId, textC } from '../../platform/db/columns.ts'
import { members } from '../organizations/organization.tables.ts'
import { partnerMerges } from '../partners/merge.tables.ts'
import { contacts, partners } from '../partners/partner.tables.ts'

/** Whom the partner can turn to, as told when the request was sent. */
export type BuyerContact = { name: string; department: string; ways: string }
/** What the partner answered last time, by question; shown beside the question. */
export type PreviousAnswers = Record<string, { value: AnswerValue; comment: string }>
/** What notices, files and deadlines of a request refer to. */
export const MATTER_TYPE = 'assessment'
export type Delivery = 'none' | 'queued' | 'sent' | 'failed' | 'letter'

/** A question set as it was asked: immutable, known by the hash of its content, shared by all requests that ask it. */
export const questionSets = pgTable(
  'question_sets',
  {
    tenantId: tenantId(),
    id: textC().notNull(),
    checklist: textC().notNull(),
    checklistVersion: integer().notNull(),
    set: textC().notNull(),
    content: jsonb().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
)

/** One request to one partner, from draft to confirmed result. */
export const requests = pgTable(
  'requests',
  {
    ...ownRow(),
    /** Number that can be read out over the telephone. */
    no: integer().notNull(),
    partnerId: uuid().notNull(),
    /** The first merge that took it from a partner; what came through several goes back step by step. */
    mergeId: uuid(),
    set: textC().notNull(),
    questionSetId: textC(),
    level: integer(),
    levelVersion: integer().notNull(),
    state: textC().$type<RequestState>().notNull(),
    necessity: text().notNull(),
    scope: text().notNull(),
    method: text().notNull(),
    deadline: plainDate().$type<PlainDate>(),
    deadlineId: uuid(),
    equivalentAccepted: boolean().notNull(),
    helpOffered: text().notNull(),
    reviewReason: text().notNull(),
    contactId: uuid(),
    contact: jsonb().$type<BuyerContact>().notNull(),
    ownerId: uuid().notNull(),
    lang: textC().notNull(),
    /** Zone of the one who owes the answers; their day ends the deadline. */
    tz: textC().notNull(),
    portalUrl: textC().notNull(),
    delivery: textC().$type<Delivery>().notNull(),
    failure: textC(),
    previous: jsonb().$type<PreviousAnswers>().notNull(),
    /** Kept true with each saved answer, so that lists read no answers. */
    shown: integer().notNull().default(0),
    answered: integer().notNull().default(0),
    percent: integer().notNull().default(0),
    submissionNo: integer().notNull().default(0),
    sentAt: instant(),
    openedAt: instant(),
    submittedAt: instant(),
    closedAt: instant(),
    returnWords: text().notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('requests_no').on(t.tenantId, t.no),
    foreignKey({ columns: [t.tenantId, t.partnerId], foreignColumns: [partners.tenantId, partners.id] }),
    foreignKey({ columns: [t.tenantId, t.mergeId], foreignColumns: [partnerMerges.tenantId, partnerMerges.id] }),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [contacts.tenantId, contacts.id] }),
    foreignKey({ columns: [t.tenantId, t.ownerId], foreignColumns: [members.tenantId, members.id] }),
    foreignKey({ columns: [t.tenantId, t.questionSetId], foreignColumns: [questionSets.tenantId, questionSets.id] }),
    index('requests_partner').on(t.tenantId, t.partnerId, t.no),
    index('requests_list').on(t.tenantId, t.state, t.no),
    index('requests_due').on(t.tenantId, t.state, t.deadline),
    check(
      'requests_state',
      sql`${t.state} IN ('draft','sending','open','submitted','returned','confirmed','cancelled')`,
    ),
    check('requests_delivery', sql`${t.delivery} IN ('none','queued','sent','failed','letter')`),
    check('requests_snapshot', sql`${t.state} IN ('draft','cancelled') OR ${t.questionSetId} IS NOT NULL`),
  ],
)

/** A link to one request: of the person asked, or of a colleague who answers some sections. */
export const grants = pgTable(
  'grants',
  {
    ...ownRow(),
    requestId: uuid().notNull(),
    contactId: uuid(),
    parentId: uuid(),
    role: textC().$type<'lead' | 'delegate'>().notNull(),
    /** Sections a delegate sees; null means all. */
    sections: jsonb().$type<string[]>(),
    name: text().notNull(),
    /** Registered address for codes; null when a person is only reached by telephone. */
    address: text(),
    lang: textC().notNull(),
    tokenHash: textC().notNull(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
    openedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('grants_token').on(t.tenantId, t.tokenHash),
    foreignKey({ columns: [t.tenantId, t.requestId], foreignColumns: [requests.tenantId, requests.id] }),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [contacts.tenantId, contacts.id] }),
    foreignKey({ columns: [t.tenantId, t.parentId], foreignColumns: [t.tenantId, t.id] }),
    index('grants_request').on(t.tenantId, t.requestId),
    check('grants_role', sql`(${t.role} = 'delegate') = (${t.parentId} IS NOT NULL)`),
  ],
)

/** A one-time code for a new device; only a keyed hash of it is kept. */
export const otps = pgTable(
  'otps',
  {
    ...ownRow(),
    requestId: uuid().notNull(),
    grantId: uuid().notNull(),
    hmac: textC().notNull(),
    via: textC().$type<'mail' | 'call'>().notNull(),
    tries: integer().notNull().default(0),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.grantId], foreignColumns: [grants.tenantId, grants.id] }),
    index('otps_grant').on(t.tenantId, t.grantId, t.createdAt),
    check('otps_tries', sql`${t.tries} BETWEEN 0 AND 5`),
  ],
)

/** A device on which a link was opened; bound to the link and ended with it. */
export const portalSessions = pgTable(
  'portal_sessions',
  {
    ...ownRow(),
    requestId: uuid().notNull(),
    grantId: uuid().notNull(),
    tokenHash: textC().notNull(),
    userAgent: text().notNull(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('portal_sessions_token').on(t.tenantId, t.tokenHash),
    foreignKey({ columns: [t.tenantId, t.grantId], foreignColumns: [grants.tenantId, grants.id] }),
    index('portal_sessions_grant').on(t.tenantId, t.grantId),
  ],
)
