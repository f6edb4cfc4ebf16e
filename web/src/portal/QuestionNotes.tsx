import { useTranslation } from 'react-i18next'
import { asChoice, type Entry } from './answering.ts'
import { usePortal } from './portal-context.ts'

type Take = (part: Partial<Entry>, soon: boolean) => void

/** What the reader of the answers asked to be added. */
export function ReturnedNote({ words }: { words: string | null }) {
  const { t } = useTranslation()
  return words === null || words === '' ? null : (
    <div className="portal-note">
      <b>{t('portal.question.returnedBy')}</b>
      <p>{words}</p>
    </div>
  )
}

/** Last time's answer; one press takes it over. */
export function PreviousNote({
  previous,
  take,
}: {
  previous: { value: string; comment: string } | undefined
  take: Take | null
}) {
  const { t } = useTranslation()
  const value = asChoice(previous?.value ?? '')
  if (previous === undefined || value === '') return null
  return (
    <div className="portal-note previous">
      <p>
        <span className="portal-tag">{t('portal.question.previous')}</span>
        {t('portal.question.previousWords', { answer: t(`portal.question.answers.${value}`) })}
      </p>
      {previous.comment !== '' && <p className="meta">{previous.comment}</p>}
      {take !== null && (
        <button
          type="button"
          className="portal-button small"
          onClick={() => take({ value, comment: previous.comment }, true)}
        >
          {t('portal.question.same')}
        </button>
      )}
    </div>
  )
}

/** A colleague answered in between; the words are shown, nothing is lost. */
export function CrossedNote({ questionKey, take }: { questionKey: string; take: Take }) {
  const { t } = useTranslation()
  const { crossed } = usePortal()
  const theirs = crossed[questionKey]
  const value = asChoice(theirs?.value ?? '')
  if (theirs === undefined || value === '') return null
  const comment = theirs.comment === '' ? '' : ` ${theirs.comment}`
  return (
    <div className="portal-note" role="status">
      <p>{t('portal.question.crossed', { answer: t(`portal.question.answers.${value}`), comment })}</p>
      <button
        type="button"
        className="portal-button small"
        onClick={() => take({ value, comment: theirs.comment }, true)}
      >
        {t('portal.question.takeTheirs')}
      </button>
    </div>
  )
}
