import { SheetRefused } from './sheet.ts'

/** What a scan reports: local element names without prefix, and text with its entities read. */
export type XmlHandler = {
  readonly open: (name: string, tag: string) => void
  readonly close: (name: string) => void
  readonly text: (text: string) => void
}

const LONGEST_TOKEN = 1024 * 1024
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function damaged(detail: string): SheetRefused {
  return new SheetRefused('sheet.damaged', { detail })
}

function readEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+);?/gi, (whole, name: string) => {
    if (!name.startsWith('#')) {
      const value = NAMED[name]
      if (value === undefined) throw damaged('entity')
      return value
    }
    const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
    if (point > 0x10ffff || whole.at(-1) !== ';') throw damaged('entity')
    return String.fromCodePoint(point)
  })
}

/** Value of an attribute of a tag as handed to `open`; undefined when the tag has none of that name. */
export function attribute(tag: string, name: string): string | undefined {
  const quick = tag.indexOf(` ${name}="`)
  if (quick >= 0) {
    const from = quick + name.length + 3
    return readEntities(tag.slice(from, tag.indexOf('"', from)))
  }
  if (!tag.includes(name)) return undefined
  const found = new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
  const value = found?.[1] ?? found?.[2]
  return value === undefined ? undefined : readEntities(value)
}

function localName(tag: string, from: number): string {
  let end = from
  let start = from
  for (; end < tag.length; end += 1) {
    const code = tag.charCodeAt(end)
    if (code === 58) start = end + 1
    else if (code <= 32 || code === 47) break
  }
  return tag.slice(start, end)
}

// A ">" inside an attribute value does not end the tag.
function endOfTag(buffer: string, from: number): number {
  let quote = 0
  for (let at = from; at < buffer.length; at += 1) {
    const code = buffer.charCodeAt(at)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 62) return at
    else if (code === 34 || code === 39) quote = code
  }
  return -1
}

function special(buffer: string, at: number): { start: string; end: string } | undefined {
  if (buffer.startsWith('<?', at)) return { start: '<?', end: '?>' }
  if (buffer.startsWith('<!--', at)) return { start: '<!--', end: '-->' }
  if (buffer.startsWith('<![CDATA[', at)) return { start: '<![CDATA[', end: ']]>' }
  return undefined
}

// Reports every whole token of the buffer and returns where the first unfinished one begins.
function scanTokens(buffer: string, last: boolean, handler: XmlHandler): number {
  let at = 0
  while (at < buffer.length) {
    if (buffer.charCodeAt(at) !== 60) {
      const next = buffer.indexOf('<', at)
      if (next < 0 && !last) return at
      handler.text(readEntities(buffer.slice(at, next < 0 ? buffer.length : next)))
      at = next < 0 ? buffer.length : next
      continue
    }
    const second = buffer.charCodeAt(at + 1)
    if (second === 33 || second === 63) {
      if (buffer.length - at < 9 && !last) return at
      const section = special(buffer, at)
      // A document type can declare entities that grow without end; no workbook has one.
      if (!section) throw damaged('doctype')
      const end = buffer.indexOf(section.end, at + section.start.length)
      if (end < 0) return at
      if (section.start === '<![CDATA[') handler.text(buffer.slice(at + 9, end))
      at = end + section.end.length
      continue
    }
    const end = endOfTag(buffer, at + 1)
    if (end < 0) return at
    if (second === 47) handler.close(localName(buffer.slice(at + 2, end), 0))
    else {
      const tag = buffer.slice(at + 1, end)
      const name = localName(tag, 0)
      handler.open(name, tag)
      if (tag.charCodeAt(tag.length - 1) === 47) handler.close(name)
    }
    at = end + 1
  }
  return at
}

/** Scans XML as it arrives, without a tree; refuses document types, unknown entities and endless tokens. */
export async function scanXml(
  source: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
  signal?: AbortSignal,
): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let buffer = ''
  let depth = 0
  const counted: XmlHandler = {
    open: (name, tag) => {
      depth += 1
      handler.open(name, tag)
    },
    close: (name) => {
      depth -= 1
      handler.close(name)
    },
    text: handler.text,
  }
  const feed = (text: string, last: boolean) => {
    buffer = buffer === '' ? text : buffer + text
    buffer = buffer.slice(scanTokens(buffer, last, counted))
    if (buffer.length > LONGEST_TOKEN || (last && (buffer !== '' || depth !== 0))) throw damaged('xml')
  }
  for await (const chunk of source) {
    signal?.throwIfAborted()
    let text: string
    try {
      text = decoder.decode(chunk, { stream: true })
    } catch {
      throw damaged('encoding')
    }
    feed(text, false)
  }
  feed('', true)
}
