import type { ReactNode } from 'react'
import { useId } from 'react'
import './layout.css'

type Props = {
  title: ReactNode
  note?: ReactNode
  act?: ReactNode
  tone?: 'plain' | 'stop'
  level?: 2 | 3
  children: ReactNode
}

/** A heading over one rule; the rule carries the space to the first row. */
export function Section({ title, note, act, tone = 'plain', level = 2, children }: Props) {
  const id = useId()
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <Heading id={id} className={tone === 'stop' ? 'stop-text' : undefined}>
          {title}
        </Heading>
        {note !== undefined && <span className="section-note">{note}</span>}
        {act !== undefined && <span className="section-act">{act}</span>}
      </div>
      {children}
    </section>
  )
}
