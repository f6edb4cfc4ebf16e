import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { formatCorporateNumber } from '../../lib/format-number.ts'
import { Signal, SignalShape, type Weight } from '../../ui/Signal.tsx'
import type { Choice, ImportKind, ImportRow, Outcome } from './import-queries.ts'
import { RowDecision } from './RowDecision.tsx'
import { useOutcomeWord } from './use-outcome-word.ts'

const WEIGHT: Record<Outcome, Weight> = {
  create: 'plan',
  update: 'plan',
  unchanged: 'done',
  ask: 'wait',
  reject: 'wait',
}

type Props = {
  kind: ImportKind
  row: ImportRow
  asked: boolean
  busy: boolean
  onDecide: (choice: Choice) => void
}

/** One row of the file as written, what becomes of it, and why. */
export function RowEntry({ kind, row, asked, busy, onDecide }: Props) {
  const { t } = useTranslation()
  const wordOf = useOutcomeWord(kind)
  const { name, code, corporateNumber, address } = row.shown
  const number = corporateNumber === undefined ? undefined : formatCorporateNumber(corporateNumber)
  const meta = [code, number, address].filter((text) => text !== undefined && text !== '').join(' ・ ')
  const shownName = name ?? t('imports.nameless')
  return (
    <li>
      <div className="import-row-head">
        <span className="import-row-number">{t('imports.rowNumber', { row: row.number })}</span>
        <span className="import-row-name">
          {row.partnerId === null ? (
            shownName
          ) : (
            <Link to="/partners/$id" params={{ id: row.partnerId }}>
              {shownName}
            </Link>
          )}
          {meta !== '' && <span className="meta">{meta}</span>}
        </span>
        <Signal weight={WEIGHT[row.outcome]} word={wordOf(row.outcome)} />
      </div>
      {(row.doubt !== null || row.notes.length > 0) && (
        <ul className="import-row-notes">
          {row.doubt !== null && (
            <li>
              <SignalShape weight="wait" /> {row.doubt}
            </li>
          )}
          {row.notes.map((note) => (
            <li key={`${note.code} ${note.field} ${note.text}`} className={note.weight === 'remark' ? 'meta' : ''}>
              {note.weight !== 'remark' && <SignalShape weight="wait" />} {note.text}
              {note.column !== null && <span className="meta"> {note.column}</span>}
            </li>
          ))}
        </ul>
      )}
      {asked && <RowDecision kind={kind} row={row} busy={busy} onDecide={onDecide} />}
    </li>
  )
}
