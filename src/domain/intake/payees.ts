import type { CorporateNumber } from '../text/corporate-number.ts'
import { foldVariants } from '../text/letter-variants.ts'
import { matchingKey } from '../text/matching-key.ts'
import { codeKey } from './matching.ts'

/** One line of a payee list; bank files write the name in kana (ｶ)ﾄｳｷﾖｳ). */
export interface Payee {
  readonly row: number
  readonly code: string | null
  readonly corporateNumber: CorporateNumber | null
  readonly name: string
}

/** A registered partner as far as payments know it; names hold present, former and English names and the reading. */
export interface RegisteredPartner {
  readonly id: string
  readonly code: string | null
  readonly corporateNumber: CorporateNumber | null
  readonly names: readonly string[]
}

/** Who is paid without being registered, who is registered without being paid, and which lines a person must place. */
export interface PayeeComparison {
  readonly paid: readonly { readonly row: number; readonly id: string }[]
  readonly notRegistered: readonly number[]
  readonly notPaid: readonly string[]
  readonly doubtful: readonly { readonly row: number; readonly candidates: readonly string[] }[]
}

type Index = Map<string, Set<string>>

function put(index: Index, key: string, id: string): void {
  if (key === '') return
  const ids = index.get(key)
  if (ids === undefined) index.set(key, new Set([id]))
  else ids.add(id)
}

/** Compares a payee list with the register, by code, then 法人番号, then name; a partner only doubtfully paid is not listed as unpaid. */
export function comparePayees(payees: readonly Payee[], partners: readonly RegisteredPartner[]): PayeeComparison {
  const [byCode, byNumber, byName, byVariant]: [Index, Index, Index, Index] = [
    new Map(),
    new Map(),
    new Map(),
    new Map(),
  ]
  const numberOf = new Map<string, CorporateNumber>()
  for (const { id, code, corporateNumber, names } of partners) {
    if (code !== null) put(byCode, codeKey(code), id)
    if (corporateNumber !== null) {
      put(byNumber, corporateNumber, id)
      numberOf.set(id, corporateNumber)
    }
    for (const key of names.map(matchingKey)) {
      put(byName, key, id)
      put(byVariant, foldVariants(key), id)
    }
  }
  const paid: { row: number; id: string }[] = []
  const notRegistered: number[] = []
  const doubtful: { row: number; candidates: string[] }[] = []
  const seen = new Set<string>()
  for (const { row, code, corporateNumber, name } of payees) {
    // Different valid numbers never meet by name.
    const possible = (ids: Iterable<string> = []) =>
      [...ids].filter((id) => corporateNumber === null || (numberOf.get(id) ?? corporateNumber) === corporateNumber)
    const coded = code === null ? [] : [...(byCode.get(codeKey(code)) ?? [])]
    const numbered = corporateNumber === null ? [] : [...(byNumber.get(corporateNumber) ?? [])]
    const key = matchingKey(name)
    const named = possible(byName.get(key))
    const certain = [coded, numbered, named].find((ids) => ids.length > 0) ?? []
    const candidates =
      certain.length > 0
        ? [...new Set([...certain, ...(certain === coded ? numbered : [])])]
        : possible(byVariant.get(foldVariants(key)))
    for (const id of candidates) seen.add(id)
    const [only] = candidates
    if (only === undefined) notRegistered.push(row)
    else if (candidates.length === 1 && certain.length === 1) paid.push({ row, id: only })
    else doubtful.push({ row, candidates })
  }
  return { paid, notRegistered, notPaid: partners.map(({ id }) => id).filter((id) => !seen.has(id)), doubtful }
}
