import { sql } from 'drizzle-orm'
import {
  bigint,
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
import type { PartnerKind } from '../../domain/partner/kind.ts'
import type { PartnerStage } from '../../domain/partner/stage.ts'
import type { PlainDate } from '../../domain/time.ts'
import { instant, ownRow, plainDate, tenantId, textC } from '../../platform/db/columns.ts'
import { members, units } from '../organizations/organization.tables.ts'

/** A company we deal with, as facts. */
export const partners = pgTable(
  'partners',
  {
    ...ownRow(),
    code: textC(),
    name: text().notNull(),
    reading: text().notNull(),
    nameEn: text().notNull(),
    formerNames: jsonb().$type<string[]>().notNull(),
    corporateNumber: textC(),
    country: textC().notNull(),
    postalCode: textC().notNull(),
    address: text().notNull(),
    industry: textC(),
    industryNote: text().notNull(),
    employees: integer(),
    capitalYen: bigint({ mode: 'number' }),
    kind: textC().$type<PartnerKind>().notNull(),
    stage: textC().$type<PartnerStage>().notNull(),
    website: text().notNull(),
    tags: jsonb().$type<string[]>().notNull(),
    sortKey: textC().notNull(),
    matchingKey: textC().notNull(),
    variantKey: textC().notNull(),
    archivedAt: instant(),
    /** Set when the partner was a duplicate: the one that took over its records. */
    mergedInto: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('partners_code').on(t.tenantId, t.code),
    index('partners_number').on(t.tenantId, t.corporateNumber),
    index('partners_matching').on(t.tenantId, t.variantKey),
    index('partners_duplicates').on(t.tenantId, t.variantKey, t.id).where(sql`${t.stage} <> 'archived'`),
    check('partners_stage', sql`${t.stage} IN ('candidate','contracted','ending','archived')`),
  ],
)

/** Bigrams for search; readable only through partner_search_ids and partner_search_page (migrations), never by a query of its own. */
export const partnerSearch = pgTable(
  'partner_search',
  {
    tenantId: tenantId(),
    partnerId: uuid().notNull(),
    key: textC().notNull(),
    grams: text().array().notNull(),
    /** The partner's place in the order of readings once more, so that the first of many hits are known without looking at each. */
    sortKey: textC().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.partnerId] }),
    foreignKey({ columns: [t.tenantId, t.partnerId], foreignColumns: [partners.tenantId, partners.id] }).onDelete(
      'cascade',
    ),
    index('partner_search_grams').using('gin', t.grams),
  ],
)

/** What lists and dashboards show of a partner: narrow, one row each, kept true in the transaction that changes it. */
export const partnerCurrent = pgTable(
  'partner_current',
  {
    tenantId: tenantId(),
    partnerId: uuid().notNull(),
    stage: textC().$type<PartnerStage>().notNull(),
    sortKey: textC().notNull(),
    kind: textC().$type<PartnerKind>().notNull(),
    levelComputed: integer(),
    levelEffective: integer(),
    provisional: boolean().notNull(),
    overrideId: uuid(),
    impact: integer(),
    likelihood: integer(),
    maturity: integer(),
    scoreBp: integer(),
    assessmentState: textC().notNull(),
    nextDue: plainDate().$type<PlainDate>(),
    answerDue: plainDate().$type<PlainDate>(),
    country: textC().notNull(),
    /** One bit per kind of connection; the kinds are listed in domain/risk. */
    connectionBits: integer().notNull().default(0),
    /** The units that work with the partner: partner_units once more, as sorted ids in one text, so that a small index can count by unit. */
    unitKey: textC().notNull().default(''),
    /** 0 for R4 to 4 for R0 and 5 for not rated: the order of a list by level, which an index can keep. */
    levelRank: integer().notNull().generatedAlwaysAs(sql`4 - coalesce(level_effective, -1)`),
    /** The earlier of both dates, far away without any: the order of a list by due date. */
    dueOn: plainDate()
      .$type<PlainDate>()
      .notNull()
      .generatedAlwaysAs(sql`least(coalesce(answer_due, DATE '9999-12-31'), coalesce(next_due, DATE '9999-12-31'))`),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.partnerId] }),
    foreignKey({ columns: [t.tenantId, t.partnerId], foreignColumns: [partners.tenantId, partners.id] }).onDelete(
      'cascade',
    ),
    index('partner_current_list').on(t.tenantId, t.stage, t.sortKey, t.partnerId),
    index('partner_current_standing')
      .on(t.tenantId, t.unitKey, t.impact, t.likelihood, t.levelEffective, t.provisional, t.maturity, t.assessmentState)
      .where(sql`${t.stage} IN ('candidate', 'contracted', 'ending')`),
    index('partner_current_reviews')
      .on(t.tenantId, t.levelRank, t.answerDue, t.sortKey)
      .where(sql`${t.stage} IN ('candidate', 'contracted', 'ending') AND ${t.assessmentState} = 'submitted'`),
    index('partner_current_reading').on(t.tenantId, t.sortKey, t.partnerId),
    index('partner_current_level').on(t.tenantId, t.levelRank, t.sortKey, t.partnerId),
    index('partner_current_cell').on(t.tenantId, t.impact, t.likelihood, t.sortKey, t.partnerId),
    index('partner_current_due').on(t.tenantId, t.dueOn, t.sortKey, t.partnerId),
  ],
)

/** The units that work with a partner; a partner belongs to each of them. */
export const partnerUnits = pgTable(
  'partner_units',
  { tenantId: tenantId(), partnerId: uuid().notNull(), unitId: uuid().notNull() },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.partnerId, t.unitId] }),
    foreignKey({ columns: [t.tenantId, t.partnerId], foreignColumns: [partners.tenantId, partners.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.tenantId, t.unitId], foreignColumns: [units.tenantId, units.id] }),
    index('partner_units_unit').on(t.tenantId, t.unitId, t.partnerId),
  ],
)

export const contacts = pgTable(
  'contacts',
  {
    ...ownRow(),
    partnerId: uuid().notNull(),
    name: text().notNull(),
    department: text().notNull(),
    role: textC().$type<'main' | 'security' | 'executive' | 'emergency' | 'other'>().notNull(),
    email: textC(),
    /** International form, to call and compare. */
    phone: textC(),
    /** As registered, never changed. */
    phoneText: text().notNull().default(''),
    lang: textC().$type<'ja' | 'en' | 'zh-CN' | 'vi' | 'th'>().notNull(),
    tz: textC().notNull(),
    revokedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.partnerId], foreignColumns: [partners.tenantId, partners.id] }).onDelete(
      'cascade',
    ),
    index('contacts_partner').on(t.tenantId, t.partnerId),
    check('contacts_reachable', sql`${t.email} IS NOT NULL OR ${t.phone} IS NOT NULL`),
  ],
)

/** The tags of partners as rows, so that a list can be narrowed by one; kept beside partners.tags in the same transaction. */
export const partnerTags = pgTable(
  'partner_tags',
  { tenantId: tenantId(), partnerId: uuid().notNull(), tag: textC().notNull() },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.partnerId, t.tag] }),
    foreignKey({ columns: [t.tenantId, t.partnerId], foreignColumns: [partners.tenantId, partners.id] }).onDelete(
      'cascade',
    ),
    index('partner_tags_tag').on(t.tenantId, t.tag, t.partnerId),
  ],
)

/** What a partner has to show: certificates and declarations, with when and by whom they were checked. */
export const partnerEvidence = pgTable(
  'partner_evidence',
  {
    ...ownRow(),
    partnerId: uuid().notNull(),
    kind: textC().notNull(),
    grade: textC().notNull(),
    number: text().notNull(),
    scope: text().notNull(),
    policyUrl: text().notNull(),
    effectiveOn: plainDate().$type<PlainDate>(),
    expiresOn: plainDate().$type<PlainDate>(),
    checkedOn: plainDate().$type<PlainDate>(),
    checkedBy: uuid(),
    fileId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.partnerId], foreignColumns: [partners.tenantId, partners.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.tenantId, t.checkedBy], foreignColumns: [members.tenantId, members.id] }),
    index('partner_evidence_partner').on(t.tenantId, t.partnerId),
    index('partner_evidence_expiry').on(t.tenantId, t.expiresOn),
  ],
)

/** Who passes work on to whom (再委託); loops are refused when an edge is added. */
export const subcontracts = pgTable(
  'subcontracts',
  { ...ownRow(), partnerId: uuid().notNull(), subcontractorId: uuid().notNull(), purpose: text().notNull() },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.partnerId], foreignColumns: [partners.tenantId, partners.id] }),
    foreignKey({ columns: [t.tenantId, t.subcontractorId], foreignColumns: [partners.tenantId, partners.id] }),
    unique('subcontracts_edge').on(t.tenantId, t.partnerId, t.subcontractorId),
    index('subcontracts_sub').on(t.tenantId, t.subcontractorId),
    check('subcontracts_not_self', sql`${t.partnerId} <> ${t.subcontractorId}`),
  ],
)

/** One line of a partner's history; features further right write theirs through noteOnTimeline. */
export const timelineEntries = pgTable(
  'timeline_entries',
  {
    ...ownRow(),
    partnerId: uuid().notNull(),
    at: instant().notNull(),
    kind: textC().notNull(),
    event: textC().notNull(),
    params: jsonb().$type<Record<string, string | number>>().notNull(),
    subjectType: textC(),
    subjectId: uuid(),
    by: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.partnerId], foreignColumns: [partners.tenantId, partners.id] }).onDelete(
      'cascade',
    ),
    index('timeline_entries_partner').on(t.tenantId, t.partnerId, sql`${t.at} DESC`, t.id),
  ],
)

export const savedViews = pgTable(
  'saved_views',
  {
    ...ownRow(),
    memberId: uuid().notNull(),
    name: text().notNull(),
    query: jsonb().$type<Record<string, string>>().notNull(),
    shared: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }).onDelete(
      'cascade',
    ),
    unique('saved_views_name').on(t.tenantId, t.memberId, t.name),
  ],
)
