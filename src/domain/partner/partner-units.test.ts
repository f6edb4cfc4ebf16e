import { expect, it } from 'vitest'
import { defineRights, type RoleGrant, type Scope, scopeFor } from '../access/access.ts'
import { unitsRefused } from './partner-units.ts'

const rights = defineRights('partner', { update: { ja: '直す', en: 'Edit', roles: ['procurement'] } })
const scoped = (...grants: Omit<RoleGrant, 'role'>[]): Scope => {
  const scope = scopeFor(
    rights.update,
    grants.map((grant) => ({ role: 'procurement', ...grant })),
    'me',
  )
  if (scope === null) throw new Error('no scope')
  return scope
}
const whole = scoped({ scopeKind: 'all', unitId: null })
const inA = scoped({ scopeKind: 'unit', unitId: 'a' })
const inAAndB = scoped({ scopeKind: 'unit', unitId: 'a' }, { scopeKind: 'unit', unitId: 'b' })
const own = scoped({ scopeKind: 'assigned', unitId: null })

it.each([
  ['the whole company sets any unit', whole, [], ['c'], false, null],
  ['the whole company may leave none', whole, ['c'], [], false, null],
  ['a unit registers for itself', inA, [], ['a'], false, null],
  ['a unit must name itself on a new partner', inA, [], [], false, 'unit_needed'],
  ['a unit cannot register for another', inA, [], ['a', 'c'], false, 'unit_foreign'],
  ['a unit cannot take a partner from another', inA, ['a', 'c'], ['a'], false, 'unit_foreign'],
  ['a unit keeps the others as they are', inA, ['a', 'c'], ['a', 'c'], false, null],
  ['a unit cannot put a partner out of its own sight', inA, ['a', 'c'], ['c'], false, 'unit_needed'],
  ['unless its member looks after the partner', inA, ['a', 'c'], ['c'], true, null],
  ['two units may hand over between them', inAAndB, ['a'], ['b'], false, null],
  ['who looks after a partner leaves its units alone', own, ['c'], ['c'], true, null],
  ['who looks after a partner cannot change its units', own, ['c'], [], true, 'unit_foreign'],
] as const)('%s', (_what, scope, before, after, assigned, refused) => {
  expect(unitsRefused(scope, { before, after, assigned })).toBe(refused)
})
