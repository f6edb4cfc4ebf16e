export const ROLES = [
  'administrator',
  'security_lead',
  'procurement',
  'auditor',
  'legal',
  'executive',
  'unit_member',
] as const
export type Role = (typeof ROLES)[number]

export const SCOPE_KINDS = ['all', 'unit', 'assigned'] as const
export type ScopeKind = (typeof SCOPE_KINDS)[number]

/** One role a member holds, and the part of the network in which the member holds it. */
export type RoleGrant = { role: Role; scopeKind: ScopeKind; unitId: string | null }

/** A right as a sentence people can read, with the roles that have it. */
export type Right = { key: string; ja: string; en: string; roles: readonly Role[] }

declare const scopeBrand: unique symbol
type Reach = { kind: 'all' } | { kind: 'limited'; units: readonly string[]; assignedTo: string | null }
/** The part of the network an actor may touch for one right; only `scopeFor` makes it. */
export type Scope = Reach & { readonly [scopeBrand]: true }

const scope = (reach: Reach): Scope => reach as Scope

/** Decides in which part of the network a member with these roles has a right; null means nowhere. */
export const scopeFor = (right: Right, grants: readonly RoleGrant[], memberId: string): Scope | null => {
  const held = grants.filter((grant) => right.roles.includes(grant.role))
  if (held.length === 0) return null
  if (held.some((grant) => grant.scopeKind === 'all')) return scope({ kind: 'all' })
  const units = held.flatMap((grant) => (grant.scopeKind === 'unit' && grant.unitId !== null ? [grant.unitId] : []))
  const assigned = held.some((grant) => grant.scopeKind === 'assigned')
  return scope({ kind: 'limited', units, assignedTo: assigned ? memberId : null })
}

type Place = { readonly units: readonly string[]; readonly assignees: readonly string[] }

const reaches = (where: Scope, { units, assignees }: Place): boolean =>
  where.kind === 'all' ||
  units.some((id) => where.units.includes(id)) ||
  (where.assignedTo !== null && assignees.includes(where.assignedTo))

type RightText = { ja: string; en: string; roles: readonly Role[] }

/** Declares a feature's rights, each as a sentence in both languages. */
export const defineRights = <K extends string>(noun: string, table: Record<K, RightText>): Record<K, Right> =>
  Object.fromEntries(
    Object.entries<RightText>(table).map(([verb, text]) => [verb, { key: `${noun}:${verb}`, ...text }]),
  ) as Record<K, Right>

/** Lists which of a feature's rights these roles hold anywhere, for the `can` of an answer. */
export const rightsHeld = (rights: Record<string, Right>, grants: readonly RoleGrant[]): string[] =>
  Object.values(rights)
    .filter((right) => grants.some((grant) => right.roles.includes(grant.role)))
    .map((right) => right.key)

/** Lists which of a feature's rights a member holds on one partner, by the units that work with it and the people in charge. */
export const rightsOn = (
  rights: Record<string, Right>,
  grants: readonly RoleGrant[],
  memberId: string,
  partner: Place,
): string[] =>
  Object.values(rights).flatMap((right) => {
    const where = scopeFor(right, grants, memberId)
    return where !== null && reaches(where, partner) ? [right.key] : []
  })
