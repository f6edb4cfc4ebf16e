export const roles = [
  'administrator',
  'security_lead',
  'procurement',
  'auditor',
  'legal',
  'executive',
  'unit_member',
] as const
export const scopes = ['all', 'unit', 'assigned'] as const

export type Grant = { role: (typeof roles)[number]; scopeKind: (typeof scopes)[number]; unitId: string | null }

/** What is still wrong with a set of roles, in the order in which it should be put right. */
export const rolesProblem = (grants: readonly Grant[]): 'roleMissing' | 'unitMissing' | 'roleTwice' | undefined => {
  if (grants.length === 0) return 'roleMissing'
  if (grants.some((grant) => grant.scopeKind === 'unit' && grant.unitId === null)) return 'unitMissing'
  const distinct = new Set(grants.map((grant) => `${grant.role} ${grant.scopeKind} ${grant.unitId}`))
  return distinct.size === grants.length ? undefined : 'roleTwice'
}
