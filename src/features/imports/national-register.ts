import { matchingKey } from '../../domain/text/matching-key.ts'
import type { FindingKind } from './import.tables.ts'

/** Positions in the National Tax Agency's corporate-number file (リソース定義書, version 4), from 0. */
export const NATIONAL_COLUMNS = {
  number: 1,
  process: 2,
  changed: 5,
  name: 6,
  closed: 18,
  cause: 19,
  successor: 20,
} as const

const MERGED = '11'
const DELETED = '99'

type Registered = { readonly name: string; readonly nameKeys: readonly string[] }

/** What one line of the national register says about a partner of ours, or null when all is as we know it. */
export const readNational = (
  cells: readonly string[],
  partner: Registered,
): { kind: FindingKind; detail: Record<string, string> } | null => {
  const at = (column: keyof typeof NATIONAL_COLUMNS) => (cells[NATIONAL_COLUMNS[column]] ?? '').trim().slice(0, 200)
  const detail = { name: partner.name, number: at('number') }
  if (at('process') === DELETED) return { kind: 'number_withdrawn', detail: { ...detail, on: at('changed') } }
  if (at('closed') !== '') {
    const closed = { ...detail, on: at('closed'), cause: at('cause') }
    if (at('cause') === MERGED) return { kind: 'company_merged', detail: { ...closed, successor: at('successor') } }
    return { kind: 'company_closed', detail: closed }
  }
  if (at('name') !== '' && !partner.nameKeys.includes(matchingKey(at('name'))))
    return { kind: 'company_renamed', detail: { ...detail, newName: at('name'), on: at('changed') } }
  return null
}
