import {
  bigint,
  boolean,
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
import type { Role, ScopeKind } from '../../domain/access/access.ts'
import { instant, ownRow, tenantId, textC } from '../../platform/db/columns.ts'

/** The buyer. A named exception to tenant isolation: it is the list of tenants itself. */
export const tenants = pgTable('tenants', {
  id: uuid().primaryKey(),
  version: integer().notNull().default(1),
  slug: textC().notNull().unique(),
  name: text().notNull(),
  tz: textC().notNull(),
  locale: textC().notNull(),
  fiscalMonth: integer().notNull(),
  settings: jsonb().$type<{ mfaRequired?: boolean }>().notNull(),
  createdAt: instant().notNull(),
  updatedAt: instant().notNull(),
})

export const units = pgTable(
  'units',
  {
    ...ownRow(),
    parentId: uuid(),
    name: text().notNull(),
    nameEn: text().notNull(),
    kind: textC().$type<'head_office' | 'division' | 'subsidiary'>().notNull(),
    tz: textC().notNull(),
    calendar: textC().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.parentId], foreignColumns: [t.tenantId, t.id] }),
    unique('units_name').on(t.tenantId, t.name),
  ],
)

export const members = pgTable(
  'members',
  {
    ...ownRow(),
    emailNorm: textC().notNull(),
    name: text().notNull(),
    reading: text().notNull(),
    locale: textC().$type<'ja' | 'en'>().notNull(),
    tz: textC().notNull(),
    passwordHash: text().notNull(),
    totpSecret: text(),
    totpPending: text(),
    totpConfirmedAt: instant(),
    totpLastStep: integer(),
    status: textC().$type<'active' | 'suspended'>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), unique('members_email').on(t.tenantId, t.emailNorm)],
)

export const memberRoles = pgTable(
  'member_roles',
  {
    ...ownRow(),
    memberId: uuid().notNull(),
    role: textC().$type<Role>().notNull(),
    scopeKind: textC().$type<ScopeKind>().notNull(),
    unitId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.tenantId, t.unitId], foreignColumns: [units.tenantId, units.id] }),
    unique('member_roles_once').on(t.tenantId, t.memberId, t.role, t.scopeKind, t.unitId).nullsNotDistinct(),
  ],
)

/** Which member looks after which partner; the partner column is bound to partners by their own migration. */
export const assignments = pgTable(
  'assignments',
  { tenantId: tenantId(), memberId: uuid().notNull(), partnerId: uuid().notNull(), createdAt: instant().notNull() },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.partnerId] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }).onDelete(
      'cascade',
    ),
    index('assignments_partner').on(t.tenantId, t.partnerId),
  ],
)

export const sessions = pgTable(
  'sessions',
  {
    ...ownRow(),
    memberId: uuid().notNull(),
    tokenHash: textC().notNull(),
    userAgent: text().notNull(),
    lastSeenAt: instant().notNull(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('sessions_token').on(t.tenantId, t.tokenHash),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }).onDelete(
      'cascade',
    ),
    index('sessions_member').on(t.tenantId, t.memberId),
  ],
)

export const apiTokens = pgTable(
  'api_tokens',
  {
    ...ownRow(),
    memberId: uuid().notNull(),
    name: text().notNull(),
    tokenHash: textC().notNull(),
    expiresAt: instant(),
    lastUsedAt: instant(),
    revokedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('api_tokens_token').on(t.tenantId, t.tokenHash),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }).onDelete(
      'cascade',
    ),
  ],
)

export const recoveryCodes = pgTable(
  'recovery_codes',
  { ...ownRow(), memberId: uuid().notNull(), codeHash: textC().notNull(), usedAt: instant() },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** Which tenant an e-mail address signs in to. A named exception to tenant isolation: it is read before the tenant is known. */
export const loginDirectory = pgTable(
  'login_directory',
  {
    emailHash: textC().notNull(),
    tenantId: tenantId(),
    memberId: uuid().notNull(),
    needsSecondFactor: boolean().notNull(),
  },
  (t) => [primaryKey({ columns: [t.emailHash, t.tenantId] })],
)

/** Failed sign-ins per hashed key, so that a restart or a second server does not forget them. */
export const throttles = pgTable('throttles', {
  key: textC().primaryKey(),
  points: integer().notNull(),
  expire: bigint({ mode: 'number' }),
})
