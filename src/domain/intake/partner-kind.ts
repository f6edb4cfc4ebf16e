import type { PartnerKind } from '../partner/kind.ts'
import { accept, type CellReading, compact, emptyReading } from './values.ts'

const WORDS: readonly (readonly [RegExp, PartnerKind])[] = [
  [/再?委託|外注|請負|派遣|ベンダー|contractor|outsourc|vendor|serviceprovider/, 'contractor'],
  [/仕入|購買|調達|供給|サプライヤ|supplier/, 'supplier'],
  [/子会社|関連会社|関係会社|グループ|subsidiary|affiliate|group/, 'subsidiary'],
  [/得意先|顧客|販売先|customer|client/, 'customer'],
  [/^その他$|^other$/, 'other'],
]

/** Reads the kind of a partner from the words ledgers use for it (仕入先, 業務委託, グループ会社 …). */
export function readPartnerKind(
  text: string,
): CellReading<PartnerKind> | { readonly ok: false; reason: 'unknownKind' } {
  const empty = emptyReading(text)
  if (empty !== null) return empty
  const word = compact(text.slice(0, 60))
  const found = WORDS.find(([pattern]) => pattern.test(word))
  return found === undefined ? { ok: false, reason: 'unknownKind' } : accept(found[1])
}
