const CONTROL = /\\[bfnrtu]/
const ESCAPE = /\\(u[0-9a-f]{4}|.)/g

const LETTERS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

// Half a surrogate pair is legal in JavaScript, but PostgreSQL refuses it.
const decoded = (whole: string, code: string): string => {
  if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16)).toWellFormed()
  return LETTERS[code] ?? whole
}

/**
 * A list as the text of a PostgreSQL array. JSON says it almost the same way and is written natively: quotes and
 * backslashes are escaped alike, and only control characters have escapes that an array does not know.
 */
export const arrayText = (values: readonly unknown[]): string => {
  const text = JSON.stringify(values)
  const plain = CONTROL.test(text) ? text.replace(ESCAPE, decoded) : text
  return `{${plain.slice(1, -1)}}`
}
