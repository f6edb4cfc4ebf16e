const GUARDED = /^'*[=+\-@\t\r]/
const GUARD = /^'+[=+\-@\t\r]/

/** Puts an apostrophe before a text that a spreadsheet would run as a formula when it opens a CSV file. */
export function neutraliseFormula(text: string): string {
  return GUARDED.test(text) ? `'${text}` : text
}

/** Takes the apostrophe away again that neutraliseFormula put before a text. */
export function restoreNeutralised(text: string): string {
  return GUARD.test(text) ? text.slice(1) : text
}
