import type { ReactNode } from 'react'
import './layout.css'

export type Fact = { label: string; value: ReactNode }

/** The strip under a page's title: label above, value below, in reading order. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
