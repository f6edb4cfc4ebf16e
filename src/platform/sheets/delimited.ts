/** A record of delimited text; `unclosed` is the field (from 0) whose opening quote has no end. */
export type DelimitedRecord = { readonly fields: readonly string[]; readonly unclosed?: number }

const QUOTE = 34
const LINE_FEED = 10
const RETURN = 13

/** Reads records of comma, tab or semicolon separated text (RFC 4180; a quote inside a bare field is kept as text). */
export function* delimitedRecords(text: string, delimiter: string): Generator<DelimitedRecord> {
  const separator = delimiter.charCodeAt(0)
  const length = text.length
  let at = 0
  while (at < length) {
    const fields: string[] = []
    for (;;) {
      let field = ''
      if (text.charCodeAt(at) === QUOTE) {
        let from = at + 1
        for (;;) {
          const end = text.indexOf('"', from)
          if (end < 0) {
            fields.push(text.slice(at))
            yield { fields, unclosed: fields.length - 1 }
            return
          }
          field = field === '' ? text.slice(from, end) : field + text.slice(from, end)
          at = end + 1
          if (text.charCodeAt(at) !== QUOTE) break
          field += '"'
          from = at + 1
        }
      }
      const start = at
      let code = at < length ? text.charCodeAt(at) : LINE_FEED
      while (code !== separator && code !== LINE_FEED && code !== RETURN) {
        at += 1
        code = at < length ? text.charCodeAt(at) : LINE_FEED
      }
      if (at > start) field = field === '' ? text.slice(start, at) : field + text.slice(start, at)
      fields.push(field)
      if (code !== separator || at >= length) {
        at += code === RETURN && text.charCodeAt(at + 1) === LINE_FEED ? 2 : 1
        break
      }
      at += 1
    }
    yield { fields }
  }
}

const CANDIDATES = [',', '\t', ';'] as const
const SAMPLE_CHARACTERS = 64 * 1024
const SAMPLE_RECORDS = 50

// The right separator gives most records the same number of fields; a preamble line must not decide.
function consistency(sample: string, delimiter: string): { records: number; width: number } {
  const widths = new Map<number, number>()
  let seen = 0
  for (const { fields } of delimitedRecords(sample, delimiter)) {
    if (fields.length > 1) widths.set(fields.length, (widths.get(fields.length) ?? 0) + 1)
    seen += 1
    if (seen === SAMPLE_RECORDS) break
  }
  let best = { records: 0, width: 0 }
  for (const [width, records] of widths) {
    if (records > best.records || (records === best.records && width > best.width)) best = { records, width }
  }
  return best
}

/** Finds what separates the fields of a text: comma, tab or semicolon; comma when nothing does. */
export function findDelimiter(text: string): string {
  const sample = text.slice(0, SAMPLE_CHARACTERS)
  let found: string = ','
  let best = { records: 0, width: 0 }
  for (const candidate of CANDIDATES) {
    const here = consistency(sample, candidate)
    if (here.records > best.records || (here.records === best.records && here.width > best.width)) {
      best = here
      found = candidate
    }
  }
  return found
}
