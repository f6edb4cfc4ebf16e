import { splitLegalForm } from './legal-form.ts'
import { foldVariants } from './letter-variants.ts'
import { foldLetters, removeSeparators } from './normalise.ts'

/** The key by which two spellings of one company are the same: no legal form, width, case, kana kind, dash kind, space or dot counts (domain rules §10). */
export function matchingKey(name: string): string {
  const fold = foldLetters(splitLegalForm(name).base)
  return removeSeparators(fold) || fold.trim()
}

/** The matching key with variant kanji folded (髙 = 高): equal keys here and different matching keys mean that a person must be asked. */
export function variantKey(name: string): string {
  return foldVariants(matchingKey(name))
}
