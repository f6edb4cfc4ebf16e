const FORMULA = /^'*[=+\-@\t\r]/
const NEUTRALISED = /^'+[=+\-@\t\r]/

const CP932_FOLDINGS = new Map([
  ['−', '－'],
  ['—', '―'],
  ['〜', '～'],
  ['‖', '∥'],
])

/** Puts an apostrophe before a text that a spreadsheet would run as a formula (= + - @ TAB CR). */
export function neutraliseFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

/** Takes the apostrophe off again when an exported file comes back. */
export function restoreFormula(text: string): string {
  return NEUTRALISED.test(text) ? text.slice(1) : text
}

/** Replaces the characters whose twins CP932 knows (− → －, — → ―, 〜 → ～, ‖ → ∥). */
export function foldForCp932(text: string): string {
  return text.replace(/[−—〜‖]/g, (letter) => CP932_FOLDINGS.get(letter) ?? letter)
}

/** The distinct characters of a text that an encoding lacks, in order of appearance, where `mappable` knows the encoding. */
export function unmappableCharacters(text: string, mappable: (character: string) => boolean): string[] {
  return [...new Set(text)].filter((character) => !mappable(character))
}
