const INLINE_TYPES = new Set(['application/pdf', 'image/png', 'image/jpeg'])
const MAX_NAME_CHARS = 200

/** A stored or freshly made file as it is handed out. */
type HandedOut = {
  readonly name: string
  readonly mediaType: string
  /** Show in the browser where that is harmless (PDF, PNG, JPEG); everything else is saved all the same. */
  readonly inline?: boolean
}

/** Answer headers for handing out a file: never sniffed, never cached, never run, with its Japanese name (RFC 6266). */
export function downloadHeaders({ name, mediaType, inline = false }: HandedOut): Record<string, string> {
  const disposition = inline && INLINE_TYPES.has(mediaType) ? 'inline' : 'attachment'
  return {
    'content-type': /^[a-z0-9.+-]+\/[a-z0-9.+-]+(; charset=[a-z0-9_-]+)?$/.test(mediaType)
      ? mediaType
      : 'application/octet-stream',
    'content-disposition': `${disposition}; ${nameParameters(name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  }
}

function nameParameters(name: string): string {
  const safe = safeName(name)
  const ascii = safe.replace(/[^ -~]/g, '_').replace(/["\\%]/g, '_')
  return `filename="${ascii}"; filename*=UTF-8''${encodeExtended(safe)}`
}

// Control and bidirectional characters can disguise an ending (…fdp.exe shown as …exe.pdf); separators a folder.
function safeName(name: string): string {
  const plain = name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .replace(/[/\\]/g, '_')
    .trim()
  const ending = /\.[^.]{1,10}$/.exec(plain)?.[0] ?? ''
  const stem = [...plain.slice(0, plain.length - ending.length)].slice(0, MAX_NAME_CHARS - ending.length).join('')
  return stem + ending || 'file'
}

/** RFC 5987: everything but attr-char is percent-encoded UTF-8. */
function encodeExtended(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}
