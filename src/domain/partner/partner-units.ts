import type { Scope } from '../access/access.ts'

type Change = { before: readonly string[]; after: readonly string[]; assigned: boolean }

/** Says why a member may not let a partner work with these units: a unit that is not theirs changes, or they would lose sight of the partner. */
export const unitsRefused = (
  scope: Scope,
  { before, after, assigned }: Change,
): 'unit_foreign' | 'unit_needed' | null => {
  if (scope.kind === 'all') return null
  const changed = [...after.filter((id) => !before.includes(id)), ...before.filter((id) => !after.includes(id))]
  if (changed.some((id) => !scope.units.includes(id))) return 'unit_foreign'
  const seen = assigned || after.some((id) => scope.units.includes(id))
  return seen ? null : 'unit_needed'
}
