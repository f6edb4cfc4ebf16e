import type { ReactNode } from 'react'
import { formatNumber } from '../lib/format-number.ts'
import './matrix.css'

export type Facet = { key: string; label: ReactNode; count: number }

type Props = {
  title: string
  facets: readonly Facet[]
  selected: readonly string[]
  onToggle: (key: string) => void
}

/** Counts inside the current filter; each row is a filter of its own. */
export function FacetBars({ title, facets, selected, onToggle }: Props) {
  const largest = Math.max(1, ...facets.map((facet) => facet.count))
  return (
    <div className="facet">
      <h3>{title}</h3>
      <ul>
        {facets.map((facet) => (
          <li key={facet.key}>
            <button
              type="button"
              className="plain-button facet-row"
              aria-pressed={selected.includes(facet.key)}
              onClick={() => onToggle(facet.key)}
            >
              <span>{facet.label}</span>
              <span className="bar" aria-hidden="true">
                <span style={{ width: `${(facet.count / largest) * 100}%` }} />
              </span>
              <span className="count">{formatNumber(facet.count)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
