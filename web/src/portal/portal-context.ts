import { createContext, useContext } from 'react'
import type { QueueState } from './answer-queue.ts'
import type { Entry, Standing } from './answering.ts'
import type { PortalRequest } from './portal-api.ts'

export type Crossed = { value: string; comment: string }

/** What every screen of an opened request works with; the read-only rendering has no way to change anything. */
export type PortalSession = {
  request: PortalRequest
  standings: readonly Standing[]
  /** Answers may be changed here and now. */
  editable: boolean
  /** Nothing can be sent from here: a member looks at the partner's page. */
  preview: boolean
  queue: QueueState
  crossed: Readonly<Record<string, Crossed>>
  answer: (questionKey: string, entry: Entry, soon: boolean) => void
  flush: () => Promise<void>
  update: (change: (request: PortalRequest) => PortalRequest) => void
  reload: () => Promise<void>
  ended: () => void
  leave: () => void
}

export const PortalContext = createContext<PortalSession | null>(null)

export const usePortal = (): PortalSession => {
  const session = useContext(PortalContext)
  if (session === null) throw new Error('outside of an opened request')
  return session
}
