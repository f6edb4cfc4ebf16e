import { addressKey } from '../text/address-key.ts'
import type { CorporateNumber } from '../text/corporate-number.ts'
import { foldVariants } from '../text/letter-variants.ts'
import { matchingKey } from '../text/matching-key.ts'
import { normaliseWidth } from '../text/normalise.ts'

/** What an imported row says about which partner it is. */
export interface RowIdentity {
  readonly code: string | null
  readonly corporateNumber: CorporateNumber | null
  readonly name: string
  readonly address: string | null
}

/** A registered partner that could be meant; names are the present and former ones. */
export interface Candidate {
  readonly id: string
  readonly code: string | null
  readonly corporateNumber: CorporateNumber | null
  readonly names: readonly string[]
  readonly address: string | null
}

/** Why a person must say which partner a row means. */
export type Doubt =
  | 'severalByCode'
  | 'severalByNumber'
  | 'severalByName'
  | 'codeAndNumberDisagree'
  | 'numberDiffers'
  | 'codeDiffers'
  | 'addressDiffers'
  | 'addressMissing'
  | 'variantLetters'

/** What to do with a row: make a new partner, update one, or ask between some. */
export type Match =
  | { readonly kind: 'create' }
  | { readonly kind: 'update'; readonly id: string; readonly by: 'code' | 'corporateNumber' | 'nameAndAddress' }
  | { readonly kind: 'ask'; readonly reason: Doubt; readonly candidates: readonly string[] }

/** An own partner code in comparable form: width and outer spaces do not count, case does. */
export function codeKey(code: string): string {
  return normaliseWidth(code).trim()
}

const differ = (a: string | null, b: string | null) => a !== null && b !== null && a !== b
const codeOf = (code: string | null) => (code === null || code.trim() === '' ? null : codeKey(code))
const addressOf = (address: string | null) => (address === null || address.trim() === '' ? null : addressKey(address))
const ask = (reason: Doubt, candidates: readonly Candidate[]): Match => ({
  kind: 'ask',
  reason,
  candidates: candidates.map(({ id }) => id),
})

function byName(row: RowIdentity, code: string | null, open: readonly Candidate[]): Match {
  const key = matchingKey(row.name)
  const variant = foldVariants(key)
  const keys = open.map((candidate) => ({ candidate, keys: candidate.names.map(matchingKey) }))
  const same = keys.filter((entry) => entry.keys.includes(key)).map(({ candidate }) => candidate)
  if (same.length === 0) {
    const similar = keys
      .filter((entry) => entry.keys.some((other) => foldVariants(other) === variant))
      .map(({ candidate }) => candidate)
    return similar.length === 0 ? { kind: 'create' } : ask('variantLetters', similar)
  }
  const address = addressOf(row.address)
  const exact = same.filter((candidate) => addressOf(candidate.address) === address)
  const [only] = exact
  if (exact.length > 1) return ask('severalByName', exact)
  if (only !== undefined) {
    return differ(code, codeOf(only.code))
      ? ask('codeDiffers', exact)
      : { kind: 'update', id: only.id, by: 'nameAndAddress' }
  }
  return ask(
    same.every((candidate) => address !== null && addressOf(candidate.address) !== null)
      ? 'addressDiffers'
      : 'addressMissing',
    same,
  )
}

/** Decides which partner a row means: by own code, then 法人番号, then name and address; whatever is doubtful is asked (domain rules §10 Import). */
export function matchPartner(row: RowIdentity, candidates: readonly Candidate[]): Match {
  const code = codeOf(row.code)
  const coded = code === null ? [] : candidates.filter((candidate) => codeOf(candidate.code) === code)
  const numbered =
    row.corporateNumber === null
      ? []
      : candidates.filter((candidate) => candidate.corporateNumber === row.corporateNumber)
  const [byCode] = coded
  const [byNumber] = numbered
  if (coded.length > 1) return ask('severalByCode', coded)
  if (byCode !== undefined) {
    if (numbered.some(({ id }) => id !== byCode.id))
      return ask('codeAndNumberDisagree', [...new Set([byCode, ...numbered])])
    return differ(row.corporateNumber, byCode.corporateNumber)
      ? ask('numberDiffers', [byCode])
      : { kind: 'update', id: byCode.id, by: 'code' }
  }
  if (numbered.length > 1) return ask('severalByNumber', numbered)
  if (byNumber !== undefined) {
    return differ(code, codeOf(byNumber.code))
      ? ask('codeDiffers', [byNumber])
      : { kind: 'update', id: byNumber.id, by: 'corporateNumber' }
  }
  return byName(
    row,
    code,
    candidates.filter((candidate) => !differ(row.corporateNumber, candidate.corporateNumber)),
  )
}
