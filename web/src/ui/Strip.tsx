import type { ReactNode } from 'react'
import { SignalShape } from './Signal.tsx'
import './states.css'

/** A tinted line above what it concerns: something a person should look at, or a thing well done. */
export function Strip({ weight, children }: { weight: 'wait' | 'done' | 'stop'; children: ReactNode }) {
  return (
    <p className={`strip ${weight}`}>
      <SignalShape weight={weight} />
      <span>{children}</span>
    </p>
  )
}
