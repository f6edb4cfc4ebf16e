/** The kinds of file people may hand in; everything else is refused. */
export const MEDIA_TYPES = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/heic',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'text/plain',
  'text/csv',
] as const

export type MediaType = (typeof MEDIA_TYPES)[number]

/** Why a file is refused: a code that the reader's language turns into a sentence. */
export type RefusalReason =
  | 'empty'
  | 'too_large'
  | 'name_invalid'
  | 'type_not_allowed'
  | 'type_unknown'
  | 'name_mismatch'
  | 'executable'
  | 'markup'
  | 'macro'
  | 'damaged'

export type TypeVerdict = { ok: true; mediaType: MediaType } | { ok: false; reason: RefusalReason }

/** Bytes from the start of a file that are enough to tell its kind. */
export const SNIFF_BYTES = 4096
const MAX_NAME_CHARS = 255

const BY_ENDING: Readonly<Record<string, MediaType>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  heic: 'image/heic',
  heif: 'image/heic',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  txt: 'text/plain',
  csv: 'text/csv',
}

/** The folder in an Office package that holds its main part. */
const OFFICE_FOLDERS: Readonly<Partial<Record<MediaType, string>>> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'word/',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xl/',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'ppt/',
}

type Kind = MediaType | 'zip' | 'text' | 'executable' | 'markup' | 'unknown'

const HEIF_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'])
const EXECUTABLES = ['4d5a', '7f454c46', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', 'cafebabe', '2321', '4c000000']
const MARKUP = /^\s*<[!?a-z]|<(script|html|svg|iframe|body|head|object|embed|meta)[\s>/]/i

/** Tells from its first bytes and the ending of its name whether a file is of an allowed kind. */
export function judgeType(head: Buffer, name: string, allowed: readonly MediaType[]): TypeVerdict {
  if (!isFileName(name)) return refuse('name_invalid')
  const kind = kindOf(head.subarray(0, SNIFF_BYTES))
  if (kind === 'executable' || kind === 'markup') return refuse(kind)
  const named = BY_ENDING[/\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? '']
  if (!named || !allowed.includes(named)) return refuse('type_not_allowed')
  if (kind === 'unknown') return refuse('type_unknown')
  const fits = kind === 'zip' ? named in OFFICE_FOLDERS : kind === 'text' ? named.startsWith('text/') : kind === named
  return fits ? { ok: true, mediaType: named } : refuse('name_mismatch')
}

/** Whether the list of parts of an Office package is what its kind promises: right main part, no macros. */
export function judgeParts(parts: readonly string[], mediaType: MediaType): TypeVerdict {
  const folder = OFFICE_FOLDERS[mediaType]
  if (folder === undefined) return { ok: true, mediaType }
  if (parts.some((part) => /vbaproject[^/]*\.bin$|\/(macrosheets|dialogsheets)\//i.test(part))) return refuse('macro')
  if (!parts.includes('[Content_Types].xml') || !parts.some((part) => part.startsWith(folder))) {
    return refuse('name_mismatch')
  }
  return { ok: true, mediaType }
}

export function isFileName(name: string): boolean {
  return name.length > 0 && name.length <= MAX_NAME_CHARS && !/\p{Cc}/u.test(name)
}

export function isOfficePackage(mediaType: MediaType): boolean {
  return mediaType in OFFICE_FOLDERS
}

function refuse(reason: RefusalReason): TypeVerdict {
  return { ok: false, reason }
}

function kindOf(head: Buffer): Kind {
  const hex = head.subarray(0, 8).toString('hex')
  if (EXECUTABLES.some((magic) => hex.startsWith(magic))) return 'executable'
  if (hex.startsWith('255044462d')) return 'application/pdf'
  if (hex === '89504e470d0a1a0a') return 'image/png'
  if (hex.startsWith('ffd8ff')) return 'image/jpeg'
  if (head.toString('latin1', 4, 8) === 'ftyp' && HEIF_BRANDS.has(head.toString('latin1', 8, 12))) return 'image/heic'
  if (hex.startsWith('504b0304')) return 'zip'
  const text = readAsText(head)
  if (text === undefined) return 'unknown'
  return MARKUP.test(text) ? 'markup' : 'text'
}

function readAsText(head: Buffer): string | undefined {
  const bom = head.subarray(0, 2).toString('hex')
  const encodings = bom === 'fffe' ? ['utf-16le'] : bom === 'feff' ? ['utf-16be'] : ['utf-8', 'shift_jis']
  for (const encoding of encodings) {
    try {
      // `stream` forgives a character that the cut after the first bytes has split.
      const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true })
      if (isPlain(text)) return text
    } catch {
      // Not this encoding: the next one may fit.
    }
  }
  return undefined
}

// Tabulator, line ends and form feed are text; every other control character means binary.
function isPlain(text: string): boolean {
  return !/[^\P{Cc}\t\n\r\f]/u.test(text)
}
