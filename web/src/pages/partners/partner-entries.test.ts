import { expect, test } from 'vitest'
import { MERGE_FIELDS } from '../../../../src/features/partners/merge.contract.ts'
import { PartnerUpdate } from '../../../../src/features/partners/partner.contract.ts'
import { asBody, entriesOf, SINGLE_FIELDS } from './partner-entries.ts'

// Earlier names come from merging and from a change of the name; nobody types them.
const UNTYPED = ['formerNames']

test('the form sends every fact of the contract that a person can state', () => {
  const typed = Object.keys(PartnerUpdate.shape).filter((field) => !UNTYPED.includes(field))
  expect(Object.keys(asBody(entriesOf())).sort()).toEqual(typed.sort())
})

test('two partners are compared in every fact of which one stays', () => {
  expect([...SINGLE_FIELDS].sort()).toEqual([...MERGE_FIELDS].sort())
})
