import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { createAnswerQueue, type Sent, type Waiting } from './answer-queue.ts'
import { type Entry, withAnswer } from './answering.ts'
import { type Choice, type PortalRequest, portalApi } from './portal-api.ts'
import type { Crossed } from './portal-context.ts'

const AGAIN_MS = 15_000
const TYPING_MS = 700

const send = async (questionKey: string, entry: Waiting & { value: Choice }): Promise<Sent> => {
  try {
    const params = { path: { key: questionKey } }
    const { data, response } = await portalApi.PUT('/api/v1/portal/answers/{key}', { params, body: entry })
    if (data !== undefined) return { kind: 'saved', ...data }
    if (response.status === 401) return { kind: 'ended' }
    if (response.status === 409) return { kind: 'locked' }
    return { kind: response.status >= 500 || response.status === 429 ? 'unreachable' : 'refused' }
  } catch {
    return { kind: 'unreachable' }
  }
}

type Props = {
  request: PortalRequest
  update: (change: (request: PortalRequest) => PortalRequest) => void
  ended: () => void
  locked: () => void
}

/** Autosave: what is typed waits on this device, goes out after a moment and again when the connection is back. */
export const useAnswerQueue = ({ request, update, ended, locked }: Props) => {
  const [crossed, setCrossed] = useState<Readonly<Record<string, Crossed>>>({})
  const typing = useRef<number | undefined>(undefined)
  const acts = useRef({ update, ended, locked })
  acts.current = { update, ended, locked }
  const name = `kizuna.portal.answers.${request.buyer}.${request.no}.${request.role}`
  const queue = useMemo(
    () =>
      createAnswerQueue({
        storage: localStorage,
        name,
        send,
        settled: (questionKey, { baseRevision: _, ...entry }, sent) => {
          if (sent.kind === 'ended') acts.current.ended()
          if (sent.kind === 'locked') acts.current.locked()
          if (sent.kind !== 'saved') return
          const { replaced } = sent
          if (replaced !== null) setCrossed((before) => ({ ...before, [questionKey]: replaced }))
          acts.current.update((before) => withAnswer(before, questionKey, entry, sent))
        },
      }),
    [name],
  )
  const state = useSyncExternalStore(queue.subscribe, queue.read)
  useEffect(() => {
    const flush = () => void queue.flush()
    flush()
    window.addEventListener('online', flush)
    const timer = window.setInterval(flush, AGAIN_MS)
    return () => {
      window.removeEventListener('online', flush)
      window.clearInterval(timer)
    }
  }, [queue])
  const answer = (questionKey: string, entry: Entry, soon: boolean) => {
    const revision = request.answers.find((one) => one.questionKey === questionKey)?.revision ?? 0
    const { baseRevision } = queue.read().waiting[questionKey] ?? { baseRevision: revision }
    queue.put(questionKey, { ...entry, baseRevision })
    window.clearTimeout(typing.current)
    typing.current = window.setTimeout(() => void queue.flush(), soon ? 0 : TYPING_MS)
  }
  return { queue, state, crossed, answer }
}
