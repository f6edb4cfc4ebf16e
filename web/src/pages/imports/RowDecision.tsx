import { useTranslation } from 'react-i18next'
import { formatCorporateNumber } from '../../lib/format-number.ts'
import type { Choice, ImportKind, ImportRow } from './import-queries.ts'

type Props = { kind: ImportKind; row: ImportRow; busy: boolean; onDecide: (choice: Choice) => void }
type Candidate = ImportRow['candidates'][number]

/** This one, a new one, or leave it out: one press decides, another press changes it. */
export function RowDecision({ kind, row, busy, onDecide }: Props) {
  const { t } = useTranslation()
  const { decision } = row
  const press = (choice: Choice, on: boolean) => ({
    type: 'button' as const,
    className: on ? 'import-choice on' : 'import-choice',
    'aria-pressed': on,
    'aria-disabled': busy,
    onClick: () => {
      if (!busy && !on) onDecide(choice)
    },
  })
  return (
    <fieldset className="import-decision">
      <legend className="visually-hidden">{t('imports.decide', { row: row.number })}</legend>
      {row.candidates.map((candidate) => (
        <button
          key={candidate.ref}
          {...press(
            { kind: 'partner', ref: candidate.ref },
            decision?.kind === 'partner' && decision.ref === candidate.ref,
          )}
        >
          <span>
            {t('imports.thisOne')} <b>{candidate.name}</b>
          </span>
          <span className="meta">{describe(candidate, t('imports.noAddress'))}</span>
        </button>
      ))}
      {kind !== 'results' && (
        <button {...press({ kind: 'new' }, decision?.kind === 'new')}>
          {t(kind === 'payees' ? 'imports.asNewPayee' : 'imports.asNew')}
        </button>
      )}
      <button {...press({ kind: 'leaveOut' }, decision?.kind === 'leaveOut')}>{t('imports.leaveOut')}</button>
    </fieldset>
  )
}

const describe = ({ code, corporateNumber, address }: Candidate, noAddress: string): string =>
  [code, corporateNumber === null ? null : formatCorporateNumber(corporateNumber), address === '' ? noAddress : address]
    .filter((text) => text !== null)
    .join(' ・ ')
