import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { parseCorporateNumber } from '../text/corporate-number.ts'
import { splitLegalForm } from '../text/legal-form.ts'
import { matchingKey } from '../text/matching-key.ts'
import { toHiragana } from '../text/normalise.ts'
import { queryGrams, searchGrams, searchText } from '../text/search-grams.ts'
import { sortKey } from '../text/sort-key.ts'
import type { Field } from './fields.ts'
import { findHeadings } from './headings.ts'
import { matchPartner } from './matching.ts'
import { tableRows } from './rows.ts'

const ledgers = resolve(import.meta.dirname, '../../../../shared/data/ledger')
const file = resolve(ledgers, 'edinet-2024-07-21.cp932.csv')
const present = existsSync(file)

function csvCells(line: string): string[] {
  return [...line.matchAll(/"((?:[^"]|"")*)"|([^",]+)|(?<=,)(?=,|$)/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
  )
}

const lines = present ? new TextDecoder('shift_jis').decode(readFileSync(file)).trimEnd().split(/\r?\n/) : []
const rows = lines.map((line, at) => ({ number: at + 1, cells: csvCells(line) }))

describe.skipIf(!present)('the EDINET code list (10,823 companies)', () => {
  const found = findHeadings(rows)
  const columns = found.ok ? found.value.columns : []
  const at = (field: Field) => columns.find((column) => column.field === field)?.index ?? -1
  const data = tableRows(rows.slice(2), columns)
  const cell = (field: Field) => data.data.map(({ cells }) => cells[at(field)] ?? '')
  const names = cell('name')
  const readings = cell('reading')

  test('its headings stand in row 2 and mean what they say', () => {
    if (!found.ok) throw new Error(found.reason)
    expect(found.value.rows).toEqual([2])
    expect(found.value.preamble).toEqual([1])
    expect(found.value.layout).toBe('edinet')
    const meaning = Object.fromEntries(
      columns.filter(({ field }) => field !== null).map(({ heading, field }) => [heading, field]),
    )
    expect(meaning).toEqual({
      ＥＤＩＮＥＴコード: 'code',
      資本金: 'capital',
      提出者名: 'name',
      '提出者名（英字）': 'englishName',
      '提出者名（ヨミ）': 'reading',
      所在地: 'address',
      提出者業種: 'industry',
      提出者法人番号: 'corporateNumber',
    })
    expect(columns.find(({ field }) => field === 'capital')?.unit).toBe('millionYen')
    expect([found.value.repeatedHeadings, found.value.repeatedFields]).toEqual([[], []])
  })

  test('every row is a partner', () => {
    expect(data.data).toHaveLength(10_823)
    expect(data.skipped).toEqual([])
  })

  test('every 法人番号 in it passes the check', () => {
    const numbers = cell('corporateNumber').filter((text) => text !== '')
    expect(numbers.length).toBe(6_863)
    expect(numbers.filter((text) => !parseCorporateNumber(text).ok)).toEqual([])
  })

  test('plain comparison of sort keys gives the order of the readings', () => {
    const collator = new Intl.Collator('ja')
    const entries = readings.map((reading, index) => ({
      key: sortKey(reading, names[index] ?? ''),
      spoken: toHiragana(splitLegalForm(reading).base).replace(/\s/g, ''),
    }))
    entries.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    let inversions = 0
    for (const [index, entry] of entries.entries()) {
      const next = entries[index + 1]
      if (next !== undefined && collator.compare(entry.spoken, next.spoken) > 0) inversions += 1
    }
    expect(inversions).toBeLessThanOrEqual(1)
  })

  test('code-unit order and byte order of the sort keys agree', () => {
    const keys = readings.map((reading, index) => sortKey(reading, names[index] ?? ''))
    const byUnit = [...keys].sort()
    const byByte = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    expect(byUnit).toEqual(byByte)
  })

  test('every company is found by its full name, with and without its legal form', () => {
    const grams = names.map((name, index) => new Set(searchGrams(searchText([name, readings[index] ?? '']))))
    const missed = names.filter((name, index) =>
      [name, splitLegalForm(name).base].some((query) => {
        const { kind, ...rest } = queryGrams(query)
        return kind === 'all' || !('grams' in rest) || !rest.grams.every((gram) => grams[index]?.has(gram))
      }),
    )
    expect(missed).toEqual([])
  })

  test('a matching key is never empty and never begins or ends with a legal form', () => {
    const keys = names.map(matchingKey)
    expect(keys.filter((key) => key === '')).toEqual([])
    // Four names carry a second trade name in brackets, form included.
    const companies = names.filter((name) => !/（.*(?:商号|称号)/.test(name))
    expect(
      companies.filter((name) => /^(?:株式|有限|合同)会社|(?:株式|有限|合同)会社$/.test(matchingKey(name))),
    ).toEqual([])
  })

  test('a second import meets the same partner again by code', () => {
    const partners = data.data.slice(0, 200).map(({ cells }) => {
      const number = parseCorporateNumber(cells[at('corporateNumber')] ?? '')
      return {
        id: cells[at('code')] ?? '',
        code: cells[at('code')] ?? '',
        corporateNumber: number.ok ? number.value : null,
        names: [cells[at('name')] ?? ''],
        address: cells[at('address')] ?? '',
      }
    })
    const matches = partners.map((partner) => matchPartner({ ...partner, name: partner.names[0] ?? '' }, partners))
    expect(matches).toEqual(partners.map(({ id }) => ({ kind: 'update', id, by: 'code' })))
  })
})

const workbookFile = resolve(ledgers, 'third_parties_template.xlsx')

describe.skipIf(!existsSync(workbookFile))('an English partner workbook with four sheets', () => {
  test.each([
    ['Entities', { ref_id: 'code', name: 'name', description: 'notes', country: 'country' }],
    ['Representatives', { email: 'email', description: 'notes', phone: 'phone', role: 'contactRole' }],
  ])('%s', async (sheetName, expected) => {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(workbookFile)
    const sheet: { number: number; cells: string[] }[] = []
    workbook.getWorksheet(sheetName)?.eachRow((row, number) => {
      sheet.push({ number, cells: Array.from({ length: row.cellCount }, (_, index) => row.getCell(index + 1).text) })
    })
    const headings = findHeadings(sheet)
    if (!headings.ok) throw new Error(headings.reason)
    expect(headings.value.rows).toEqual([1])
    const known = headings.value.columns.filter(({ field }) => field !== null)
    expect(Object.fromEntries(known.map(({ heading, field }) => [heading, field]))).toEqual(expected)
    expect(tableRows(sheet.slice(1), headings.value.columns).data).toHaveLength(3)
  })
})
