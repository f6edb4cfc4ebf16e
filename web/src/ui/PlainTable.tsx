import type { ReactNode } from 'react'
import './plain-table.css'

type Props = {
  /** What the table shows, for whoever does not see where it stands. */
  caption: string
  heads: readonly (string | { text: string; end: true })[]
  className?: string
  /** The rows; the first cell of each is its head. */
  children: ReactNode
}

/** A short table inside a page: figures stand at the end, the caption is only spoken. Lists that turn pages are a DataTable. */
export function PlainTable({ caption, heads, className = '', children }: Props) {
  return (
    <table className={`plain-table ${className}`.trim()}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) =>
            typeof head === 'string' ? (
              <th key={head} scope="col">
                {head}
              </th>
            ) : (
              <th key={head.text} scope="col" className="end">
                {head.text}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}
