import { type EmailAddress, parseEmail } from '../text/email.ts'
import { normaliseWidth } from '../text/normalise.ts'
import { accept, type CellReading, emptyReading, type Remark, refuse, remark } from './values.ts'

/** A person at a partner as far as the row names one; a phone number is kept as written. */
export interface ImportedContact {
  readonly name: string | null
  readonly email: EmailAddress | null
  readonly phone: string | null
}

const MAX_CELL = 2000
const MAX_CONTACTS = 20
const LINES = /[\n\r;；、／|｜]+|\s\/\s|,(?!\s*(?:inc|ltd)\b)/i
const HONORIFIC = /[\s　]*(?:様|殿|さま|氏|御中)$/

const pieces = (text: string, separator: RegExp) =>
  text
    .split(separator)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')

/** The addresses of one piece: a name with its address in angle brackets, or addresses with spaces between. */
function labelled(piece: string): { name: string | null; address: string }[] {
  const open = piece.lastIndexOf('<')
  if (open < 0 || !piece.endsWith('>')) return pieces(piece, /[\s/]+/).map((address) => ({ name: null, address }))
  const name = piece.slice(0, open).trim().replace(/^"|"$/g, '')
  return [{ name: name === '' ? null : name, address: piece.slice(open + 1, -1) }]
}

function emails(text: string): { names: (string | null)[]; addresses: EmailAddress[] } | null {
  const names: (string | null)[] = []
  const addresses: EmailAddress[] = []
  for (const { name, address } of pieces(normaliseWidth(text), /[\n,;、|]+/).flatMap(labelled)) {
    const parsed = parseEmail(address)
    if (!parsed.ok) return null
    names.push(name)
    addresses.push(parsed.value)
  }
  return { names, addresses }
}

function filled(text: string): string {
  return emptyReading(text) === null ? text : ''
}

function plainName(name: string): string {
  const bare = name.replace(HONORIFIC, '').trim()
  return bare === '' ? name : bare
}

/** Reads the name, mail and phone cells of a row into one or more contacts; several in a cell are split, and put together when their numbers agree. */
export function readContacts(cells: {
  name: string
  email: string
  phone: string
}): CellReading<readonly ImportedContact[]> {
  const [nameCell, emailCell, phoneCell] = [filled(cells.name), filled(cells.email), filled(cells.phone)]
  if (Math.max(nameCell.length, emailCell.length, phoneCell.length) > MAX_CELL) return refuse('tooLong')
  const mails = emails(emailCell)
  if (mails === null) return refuse('badEmail')
  const written = pieces(nameCell, LINES)
  const names =
    written.length > 0 ? written.map(plainName) : mails.names.map((name) => (name === null ? null : plainName(name)))
  const phones = pieces(phoneCell, LINES)
  const count = Math.max(names.length, mails.addresses.length, phones.length)
  if (count === 0) return accept<readonly ImportedContact[]>(null)
  if (count > MAX_CONTACTS) return refuse('tooLong')
  const contacts = Array.from({ length: count }, (_, at) => ({
    name: names[at] ?? null,
    email: mails.addresses[at] ?? null,
    phone: phones[at] ?? (phones.length === 1 && names.length > 1 ? (phones[0] ?? null) : null),
  }))
  const remarks: Remark[] = []
  if (count > 1) remarks.push(remark('contactsSplit', { count }))
  const lengths = new Set([names.length, mails.addresses.length, phones.length].filter((length) => length > 0))
  const sharedPhone =
    phones.length === 1 && lengths.size === 2 && names.length === Math.max(names.length, mails.addresses.length)
  if (lengths.size > 1 && !sharedPhone)
    remarks.push(
      remark('contactsNotAligned', { names: names.length, emails: mails.addresses.length, phones: phones.length }),
    )
  if (written.some((name) => HONORIFIC.test(name))) remarks.push(remark('honorificRemoved'))
  return accept(contacts, ...remarks)
}

/** Says whether two readings name one person: by mail address, else by phone; a missing name does not part them. */
export function sameContact(a: ImportedContact, b: ImportedContact): boolean {
  return a.email !== null || b.email !== null
    ? a.email?.toLowerCase() === b.email?.toLowerCase() && (a.name === b.name || a.name === null)
    : a.phone === b.phone && (a.name === b.name || a.name === null)
}
