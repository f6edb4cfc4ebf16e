import { useTranslation } from 'react-i18next'
import type { ImportKind, Outcome } from './import-queries.ts'

/** What becomes of a row, in the words of this kind of file. */
export const useOutcomeWord = (kind: ImportKind): ((outcome: Outcome) => string) => {
  const { t } = useTranslation()
  return (outcome) => {
    if (kind === 'results' && (outcome === 'update' || outcome === 'unchanged'))
      return t(`imports.outcomeOther.results.${outcome}`)
    if (kind === 'payees' && (outcome === 'create' || outcome === 'unchanged' || outcome === 'reject'))
      return t(`imports.outcomeOther.payees.${outcome}`)
    if (kind === 'corporate-numbers' && (outcome === 'create' || outcome === 'unchanged'))
      return t(`imports.outcomeOther.corporate-numbers.${outcome}`)
    return t(`imports.outcome.${outcome}`)
  }
}
