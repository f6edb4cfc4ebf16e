import { EMPTY, type Entry } from './answering.ts'
import type { Choice } from './portal-api.ts'

export type Waiting = Entry & { baseRevision: number }
export type Sent =
  | { kind: 'saved'; revision: number; savedAt: string; replaced: { value: string; comment: string } | null }
  | { kind: 'unreachable' | 'ended' | 'locked' | 'refused' }

export type QueueState = {
  waiting: Readonly<Record<string, Waiting>>
  state: 'idle' | 'saving' | 'saved' | 'unreachable'
  savedAt: string | null
  refused: readonly string[]
}

type Parts = {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  name: string
  send: (questionKey: string, entry: Waiting & { value: Choice }) => Promise<Sent>
  settled: (questionKey: string, entry: Waiting, sent: Sent) => void
}

const isWaiting = (value: unknown): value is Waiting =>
  typeof value === 'object' && value !== null && 'value' in value && 'comment' in value && 'baseRevision' in value

const kept = ({ storage, name }: Parts): Record<string, Waiting> => {
  try {
    const read: unknown = JSON.parse(storage.getItem(name) ?? '{}')
    if (typeof read !== 'object' || read === null) return {}
    return Object.fromEntries(
      Object.entries(read).flatMap(([key, value]) => (isWaiting(value) ? [[key, { ...EMPTY, ...value }]] : [])),
    )
  } catch {
    return {}
  }
}

/** Keeps entries on this device until the server has them: nothing typed is lost with the connection or the page. */
export const createAnswerQueue = (parts: Parts) => {
  let now: QueueState = { waiting: kept(parts), state: 'idle', savedAt: null, refused: [] }
  let running = false
  const listeners = new Set<() => void>()
  const show = (change: Partial<QueueState>) => {
    now = { ...now, ...change }
    if (Object.keys(now.waiting).length === 0) parts.storage.removeItem(parts.name)
    else parts.storage.setItem(parts.name, JSON.stringify(now.waiting))
    for (const listener of listeners) listener()
  }
  const without = (questionKey: string) =>
    Object.fromEntries(Object.entries(now.waiting).filter(([key]) => key !== questionKey))

  const settle = (questionKey: string, entry: Waiting, sent: Sent) => {
    const later = now.waiting[questionKey]
    if (sent.kind === 'saved') {
      // What was typed while this one travelled is newer and starts from the revision just made.
      const waiting =
        later === entry || later === undefined
          ? without(questionKey)
          : { ...now.waiting, [questionKey]: { ...later, baseRevision: sent.revision } }
      show({ waiting, state: 'saved', savedAt: sent.savedAt })
    } else if (sent.kind === 'refused' || sent.kind === 'locked')
      show({ waiting: without(questionKey), state: 'idle', refused: [...now.refused, questionKey] })
    else show({ state: 'unreachable' })
    parts.settled(questionKey, entry, sent)
  }

  const next = () => Object.entries(now.waiting).find(([, { value }]) => value !== '')

  /** Sends what waits, one after another; stops at the first that does not get through. */
  const flush = async (): Promise<void> => {
    if (running) return
    running = true
    try {
      for (let found = next(); found !== undefined; found = next()) {
        const [questionKey, entry] = found
        if (entry.value === '') return
        if (now.state !== 'unreachable') show({ state: 'saving' })
        const sent = await parts.send(questionKey, { ...entry, value: entry.value })
        settle(questionKey, entry, sent)
        if (sent.kind === 'unreachable' || sent.kind === 'ended') return
      }
    } finally {
      running = false
    }
  }

  return {
    read: () => now,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    put: (questionKey: string, entry: Waiting) =>
      show({
        waiting: { ...now.waiting, [questionKey]: entry },
        refused: now.refused.filter((key) => key !== questionKey),
      }),
    flush,
    forget: () => show({ waiting: {}, state: 'idle', refused: [] }),
  }
}

export type AnswerQueue = ReturnType<typeof createAnswerQueue>
