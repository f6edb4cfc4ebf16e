import { expect, test } from 'vitest'
import { MERGE_FIELDS } from '../../../../src/features/partners/merge.contract.ts'
import { PartnerUpdate } from '../../../../src/features/partners/partner.contract.ts'
import { asBody, entriesOf, SINGLE_FIELDS, unreadNumbers } from './partner-entries.ts'

// Earlier names come from merging and from a change of the name; nobody types them.
const UNTYPED = ['formerNames']

test('the form sends every fact of the contract that a person can state', () => {
  const typed = Object.keys(PartnerUpdate.shape).filter((field) => !UNTYPED.includes(field))
  expect(Object.keys(asBody(entriesOf())).sort()).toEqual(typed.sort())
})

test('two partners are compared in every fact of which one stays', () => {
  expect([...SINGLE_FIELDS].sort()).toEqual([...MERGE_FIELDS].sort())
})

test('a number nobody can read is asked about again instead of being sent as nothing', () => {
  expect(unreadNumbers({ ...entriesOf(), employees: '約300', capitalYen: '1,000万' })).toEqual([
    'employees',
    'capitalYen',
  ])
  const read = { ...entriesOf(), employees: '１，２００', capitalYen: '' }
  expect(unreadNumbers(read)).toEqual([])
  expect(asBody(read)).toMatchObject({ employees: 1200, capitalYen: null })
})
