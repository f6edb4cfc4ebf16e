import { getTableColumns } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { FACT_KEYS } from '../../domain/intake/planned-facts.ts'
import { PartnerUpdate } from './partner.contract.ts'
import { partners } from './partner.tables.ts'

// A ledger names the industry in its own words (industryNote); the code of the catalogue is chosen by a person.
const NOT_IN_LEDGERS = ['industry']

test('a ledger states every fact of a partner but those named here', () => {
  expect([...FACT_KEYS, ...NOT_IN_LEDGERS].sort()).toEqual(Object.keys(PartnerUpdate.shape).sort())
})

test('every fact is a column of the partner; units are rows of their own', () => {
  const columns = Object.keys(getTableColumns(partners))
  expect(Object.keys(PartnerUpdate.shape).filter((fact) => !columns.includes(fact))).toEqual(['unitIds'])
})
