import { expect, test } from 'vitest'
import { type Grant, rolesProblem } from './roles.ts'

const grant = (part: Partial<Grant> = {}): Grant => ({ role: 'auditor', scopeKind: 'all', unitId: null, ...part })

test.each([
  ['no role', [], 'roleMissing'],
  ['a unit left open', [grant({ scopeKind: 'unit' })], 'unitMissing'],
  ['the same twice', [grant(), grant()], 'roleTwice'],
  [
    'one role for two units',
    [grant({ scopeKind: 'unit', unitId: 'a' }), grant({ scopeKind: 'unit', unitId: 'b' })],
    undefined,
  ],
  ['two roles', [grant(), grant({ role: 'legal' })], undefined],
])('%s', (_what, grants, problem) => {
  expect(rolesProblem(grants)).toBe(problem)
})
