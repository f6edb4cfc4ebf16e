import type { ReactNode } from 'react'
import './layout.css'

type Props = { title: string; note?: ReactNode; back?: ReactNode; acts?: ReactNode; children?: ReactNode }

/** Page title, one line of meta, the acts at the right. */
export function PageHead({ title, note, back, acts, children }: Props) {
  return (
    <header className="page-head">
      <div className="page-title">
        {back !== undefined && <p className="page-back">{back}</p>}
        <h1>{title}</h1>
        {note !== undefined && <p className="page-note">{note}</p>}
        {children}
      </div>
      {acts !== undefined && <div className="page-acts">{acts}</div>}
    </header>
  )
}
