import { DetailedError, Upload } from 'tus-js-client'
import { csrfValue } from './portal-api.ts'

export const MOST_BYTES = 50 * 1024 * 1024
export const ENDINGS = '.pdf,.png,.jpg,.jpeg,.heic,.docx,.xlsx,.pptx,.txt,.csv'

export type Refusal =
  | 'tooLarge'
  | 'type'
  | 'mismatch'
  | 'macro'
  | 'empty'
  | 'damaged'
  | 'full'
  | 'network'
  | 'failed'
  | 'ended'
  | 'locked'

const BY_CODE: Readonly<Record<string, Refusal>> = {
  too_large: 'tooLarge',
  type_not_allowed: 'type',
  type_unknown: 'type',
  executable: 'type',
  markup: 'type',
  name_mismatch: 'mismatch',
  macro: 'macro',
  empty: 'empty',
  damaged: 'damaged',
  'assessment.evidence_full': 'full',
  'assessment.evidence_too_much': 'full',
  'assessment.locked': 'locked',
}

/** The sentence for a refused file, from what the server answered; without an answer the connection failed. */
export const refusalOf = (status: number, code: string): Refusal =>
  status === 0
    ? 'network'
    : status === 401
      ? 'ended'
      : (BY_CODE[code.trim()] ?? (status === 413 ? 'tooLarge' : 'failed'))

type Sent = { ok: true } | { ok: false; why: Refusal }
export type Sending = { stop: () => void; done: Promise<Sent> }

/** How long to wait before each further attempt, in milliseconds: about half a minute, the time a train needs for a tunnel. */
const ATTEMPTS = [500, 2_000, 5_000, 10_000, 15_000]

const refused = (why: Refusal): Sending => ({ stop: () => undefined, done: Promise.resolve({ ok: false, why }) })

const answerOf = (error: Error): { status: number; why: Refusal } => {
  const answer = error instanceof DetailedError ? error.originalResponse : null
  const status = answer?.getStatus() ?? 0
  return { status, why: refusalOf(status, answer?.getBody() ?? '') }
}

/** Whether trying again by itself can help: nobody answered, the server had trouble, or it still holds the broken attempt. */
const mayPass = (error: Error): boolean => {
  const { status, why } = answerOf(error)
  return why === 'network' || status >= 500 || (why === 'failed' && (status === 409 || status === 423))
}

/** Sends one file and tells how far it is; a broken connection goes on where it ended, and what is surely too large is not sent at all. */
export const sendFile = (questionKey: string, file: File, told: (percent: number) => void): Sending => {
  if (file.size > MOST_BYTES) return refused('tooLarge')
  if (file.size === 0) return refused('empty')
  let stop: () => void = () => undefined
  const done = new Promise<Sent>((resolve) => {
    const upload = new Upload(file, {
      endpoint: `/api/v1/portal/answers/${questionKey}/uploads`,
      metadata: { filename: file.name },
      headers: { 'x-csrf-token': csrfValue() ?? '' },
      retryDelays: ATTEMPTS,
      onShouldRetry: mayPass,
      uploadDataDuringCreation: true,
      removeFingerprintOnSuccess: true,
      onProgress: (sent, total) => told(Math.floor((sent * 100) / total)),
      onSuccess: () => resolve({ ok: true }),
      onError: (error) => resolve({ ok: false, why: answerOf(error).why }),
    })
    stop = () => {
      void upload.abort(true).catch(() => undefined)
      resolve({ ok: false, why: 'network' })
    }
    const begin = async () => {
      const [before] = await upload.findPreviousUploads()
      if (before !== undefined) upload.resumeFromPreviousUpload(before)
      upload.start()
    }
    begin().catch(() => resolve({ ok: false, why: 'failed' }))
  })
  return { stop: () => stop(), done }
}
