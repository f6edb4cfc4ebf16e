import { csrfValue, type Evidence } from './portal-api.ts'

export const MOST_BYTES = 50 * 1024 * 1024
export const ENDINGS = '.pdf,.png,.jpg,.jpeg,.heic,.docx,.xlsx,.pptx,.txt,.csv'

export type Refusal =
  | 'tooLarge'
  | 'type'
  | 'mismatch'
  | 'macro'
  | 'empty'
  | 'damaged'
  | 'network'
  | 'failed'
  | 'ended'
  | 'locked'

const BY_CODE: Readonly<Record<string, Refusal>> = {
  'file.too_large': 'tooLarge',
  'request.too_large': 'tooLarge',
  'file.type_not_allowed': 'type',
  'file.name_mismatch': 'mismatch',
  'file.macro': 'macro',
  'file.empty': 'empty',
  'file.damaged': 'damaged',
  'assessment.locked': 'locked',
}

/** The sentence for a refused file, from what the server answered. */
export const refusalOf = (status: number, code: string): Refusal =>
  status === 0 ? 'network' : status === 401 ? 'ended' : (BY_CODE[code] ?? (status === 413 ? 'tooLarge' : 'failed'))

export type Sending = { stop: () => void; done: Promise<{ ok: true; file: Evidence } | { ok: false; why: Refusal }> }

const codeIn = (text: string): string => {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : ''
  } catch {
    return ''
  }
}

/** Sends one file and tells how far it is; what is surely too large is not sent at all. */
export const sendFile = (questionKey: string, file: File, told: (percent: number) => void): Sending => {
  if (file.size > MOST_BYTES) return { stop: () => undefined, done: Promise.resolve({ ok: false, why: 'tooLarge' }) }
  if (file.size === 0) return { stop: () => undefined, done: Promise.resolve({ ok: false, why: 'empty' }) }
  // fetch cannot tell how much of a body has left this device.
  const request = new XMLHttpRequest()
  const done = new Promise<Awaited<Sending['done']>>((resolve) => {
    const fail = () => resolve({ ok: false, why: refusalOf(request.status, codeIn(request.responseText)) })
    request.upload.onprogress = ({ loaded, total }) => told(total === 0 ? 0 : Math.floor((loaded * 100) / total))
    request.onerror = fail
    request.onabort = fail
    request.onload = () =>
      request.status === 201 ? resolve({ ok: true, file: JSON.parse(request.responseText) as Evidence }) : fail()
  })
  request.open('POST', `/api/v1/portal/answers/${questionKey}/files?name=${encodeURIComponent(file.name)}`)
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.setRequestHeader('x-csrf-token', csrfValue() ?? '')
  request.send(file)
  return { stop: () => request.abort(), done }
}
