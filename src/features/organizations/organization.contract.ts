import { z } from 'zod'
import { ROLES, SCOPE_KINDS } from '../../domain/access/access.ts'
import { isTimeZone } from '../../domain/deadline/local-time.ts'

export const Id = z.uuid().describe('Identifier')
export const LocaleField = z.enum(['ja', 'en']).describe('Language of the screens')
export const Email = z.email().max(254).describe('E-mail address')
export const Password = z.string().min(12).max(200).describe('At least 12 characters; a sentence is easiest')
const Code = z
  .string()
  .regex(/^\d{6}$/)
  .describe('6-digit code of the authenticator app')
const Zone = z.string().min(1).max(60).refine(isTimeZone).describe('Time zone (IANA name)')
const When = z.iso.datetime().describe('Moment in UTC')
export const IdParams = z.strictObject({ id: Id })

export const SetupBody = z.strictObject({
  setupToken: z.string().min(20).max(200).describe('One-time secret printed by the first start'),
  organization: z.strictObject({ name: z.string().trim().min(1).max(120).describe('Name of the organisation') }),
  administrator: z.strictObject({
    name: z.string().trim().min(1).max(80).describe('Name of the first administrator'),
    email: Email,
    password: Password,
    locale: LocaleField,
  }),
  sampleCompany: z.boolean().describe('Load the fictional sample company'),
  issueToken: z.boolean().optional().describe('Also issue an API token, for unattended set-up'),
})
export const SetupView = z.object({ token: z.string().nullable().describe('API token, only when asked for') })

export const SignInBody = z.strictObject({
  email: Email,
  password: z.string().min(1).max(200).describe('Password'),
  totp: z.string().max(40).optional().describe('6-digit code or a recovery code'),
})

export const MemberBrief = z.object({
  id: Id,
  name: z.string().describe('Name'),
  locale: LocaleField,
  roles: z.array(z.enum(ROLES)).describe('Roles held'),
})

export const SessionView = z
  .object({
    member: MemberBrief,
    organization: z.object({
      id: Id,
      name: z.string().describe('Name of the organisation'),
      tz: z.string().describe('Time zone'),
    }),
    can: z.array(z.string()).describe('Rights held'),
    mfa: z.boolean().describe('A second factor is registered'),
    mfaRequired: z.boolean().describe('Everyone in the organisation needs a second factor'),
    mfaPending: z.boolean().describe('A second factor must be set up before anything else'),
  })
  .meta({ id: 'Session' })

export const TotpView = z.object({
  otpauthUri: z.string().describe('Address for the QR code'),
  secret: z.string().describe('The same as text'),
})
export const ProofBody = z.strictObject({
  currentPassword: z.string().min(1).max(200).describe('Current password'),
  code: Code,
})
export const TotpConfirmBody = z.strictObject({ code: Code })
export const RecoveryCodesView = z.object({ recoveryCodes: z.array(z.string()).describe('One-time codes, shown once') })
export const PasswordBody = z.strictObject({
  currentPassword: z.string().min(1).max(200).describe('Current password'),
  newPassword: Password,
})
export const LocaleBody = z.strictObject({ locale: LocaleField })

export const SessionsView = z.object({
  items: z.array(
    z.object({
      id: Id,
      device: z.string().describe('Browser'),
      createdAt: When,
      lastSeenAt: When,
      current: z.boolean().describe('This one'),
    }),
  ),
})

const GrantFields = {
  role: z.enum(ROLES).describe('Role'),
  scopeKind: z.enum(SCOPE_KINDS).describe('All partners, those of a unit, or those assigned'),
  unitId: Id.nullable().describe('The unit, for scope "unit"'),
}

const Roles = z
  .array(
    z
      .strictObject(GrantFields)
      .refine((grant) => (grant.scopeKind === 'unit') === (grant.unitId !== null), { path: ['unitId'] }),
  )
  .min(1)
  .max(20)
  .refine((grants) => new Set(grants.map((grant) => JSON.stringify(grant))).size === grants.length)
  .describe('Roles with their scope')

export const MemberBody = z.strictObject({
  email: Email,
  name: z.string().trim().min(1).max(80).describe('Name'),
  reading: z.string().trim().max(80).describe('Reading of the name'),
  locale: LocaleField,
  password: Password,
  roles: Roles,
})
export const RolesBody = z.strictObject({ roles: Roles })
export const StatusBody = z.strictObject({ status: z.enum(['active', 'suspended']).describe('State') })
export const ResetBody = z.strictObject({
  reason: z.string().trim().min(1).max(500).describe('Why, and how the person was identified'),
})

export const MemberView = z
  .object({
    id: Id,
    version: z.number().int().describe('Version for If-Match'),
    name: z.string().describe('Name'),
    email: z.string().describe('E-mail address'),
    status: z.enum(['active', 'suspended']).describe('State'),
    mfa: z.boolean().describe('Second factor in use'),
    roles: z.array(z.object(GrantFields)).describe('Roles with their scope'),
  })
  .meta({ id: 'Member' })
export const MembersView = z.object({ items: z.array(MemberView), can: z.array(z.string()).describe('Rights held') })

export const UnitBody = z.strictObject({
  name: z.string().trim().min(1).max(80).describe('Name'),
  nameEn: z.string().trim().max(80).describe('English name'),
  kind: z.enum(['head_office', 'division', 'subsidiary']).describe('Kind of unit'),
  parentId: Id.nullable().describe('Unit above'),
  tz: Zone,
})
export const UnitView = UnitBody.extend({ id: Id, version: z.number().int().describe('Version for If-Match') }).meta({
  id: 'Unit',
})
export const UnitsView = z.object({
  items: z.array(UnitView.extend({ mine: z.boolean().describe('A role of the reader reaches this unit') })),
  can: z.array(z.string()).describe('Rights held'),
})

const SettingsFields = {
  name: z.string().trim().min(1).max(120).describe('Name of the organisation'),
  mfaRequired: z.boolean().describe('Everyone needs a second factor'),
  tz: Zone,
  fiscalMonth: z.number().int().min(1).max(12).describe('First month of the business year'),
}
export const SettingsBody = z.strictObject(SettingsFields)
export const SettingsView = z
  .object({
    ...SettingsFields,
    version: z.number().int().describe('Version for If-Match'),
    can: z.array(z.string()).describe('Rights held'),
  })
  .meta({ id: 'OrganizationSettings' })

export const TokenBody = z.strictObject({
  name: z.string().trim().min(1).max(80).describe('What the token is for'),
  days: z.number().int().min(1).max(730).describe('Days until it ends'),
})
export const TokenView = z.object({ id: Id, token: z.string().describe('Shown once') })
export const TokensView = z.object({
  items: z.array(
    z.object({
      id: Id,
      name: z.string().describe('What it is for'),
      createdAt: When,
      expiresAt: When.nullable().describe('When it ends'),
      lastUsedAt: When.nullable().describe('When it was last used'),
    }),
  ),
})
