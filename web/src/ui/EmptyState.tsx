import type { ReactNode } from 'react'
import { SignalShape } from './Signal.tsx'
import './states.css'

/** One sentence and one act; a good emptiness says so with a check mark. */
export function EmptyState({ text, act, good = false }: { text: string; act?: ReactNode; good?: boolean }) {
  return (
    <div className="empty-state">
      <p>
        {good && <SignalShape weight="done" />}
        {text}
      </p>
      {act}
    </div>
  )
}
