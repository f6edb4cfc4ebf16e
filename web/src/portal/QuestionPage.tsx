// How do things stand with us on this one point? For the person at a partner who answers.
import { useTranslation } from 'react-i18next'
import { asChoice, EMPTY, type Entry } from './answering.ts'
import { ChoiceCards } from './ChoiceCards.tsx'
import { CommentField } from './CommentField.tsx'
import { EvidenceList } from './EvidenceList.tsx'
import { usePortal } from './portal-context.ts'
import { languageName, useLanguage, writtenIn } from './portal-language.ts'
import { goTo, type Place } from './portal-place.ts'
import { QuestionHelp } from './QuestionHelp.tsx'
import { CrossedNote, PreviousNote, ReturnedNote } from './QuestionNotes.tsx'
import { SavingLine } from './SavingLine.tsx'

export function QuestionPage({ questionKey }: { questionKey: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { request, standings, editable, answer } = usePortal()
  const standing = standings.find(({ question }) => question.key === questionKey)
  if (standing === undefined) return null
  const { question, entry, no } = standing
  const lang = writtenIn(question.question, language)
  const given = request.answers.find((one) => one.questionKey === questionKey)
  const change = (part: Partial<Entry>, soon: boolean) => answer(questionKey, { ...EMPTY, ...entry, ...part }, soon)
  return (
    <>
      <article className="portal-sheet portal-question" key={questionKey}>
        <p className="portal-no">{t('portal.question.no', { n: no })}</p>
        <h2 id="question" lang={lang}>
          {question.question}
        </h2>
        {lang !== language && <p className="meta">{t('portal.writtenElsewhere', { language: languageName(lang) })}</p>}
        <ReturnedNote words={given?.returned ?? null} />
        <PreviousNote
          previous={request.previous.find((one) => one.questionKey === questionKey)}
          take={editable && entry.value === '' ? change : null}
        />
        <CrossedNote questionKey={questionKey} take={change} />
        <ChoiceCards
          question={question}
          lang={lang}
          value={entry.value}
          readOnly={!editable}
          choose={(value) => change({ value }, true)}
        />
        {request.equivalentAccepted && entry.value !== 'na' && (editable || entry.equivalent) && (
          <label className="portal-check">
            <input
              type="checkbox"
              checked={entry.equivalent}
              disabled={!editable}
              onChange={({ target }) => change({ equivalent: target.checked }, true)}
            />
            <span>{t('portal.question.equivalent')}</span>
          </label>
        )}
        <CommentField entry={entry} readOnly={!editable} change={(comment) => change({ comment }, false)} />
        <EvidenceList questionKey={questionKey} files={given?.files ?? []} />
      </article>
      <QuestionHelp question={question} lang={lang} />
    </>
  )
}

/** The way on; a prefilled answer that is passed over becomes the person's own word. */
export function QuestionFoot({ questionKey }: { questionKey: string }) {
  const { t } = useTranslation()
  const { request, standings, editable, answer, flush } = usePortal()
  const at = standings.findIndex(({ question }) => question.key === questionKey)
  const key = (index: number) => standings[index]?.question.key
  const before = key(at - 1)
  const after = key(at + 1)
  const go = (place: Place, confirm: boolean) => {
    const given = request.answers.find((one) => one.questionKey === questionKey)
    const entry = standings[at]?.entry
    if (confirm && editable && given?.source === 'prefilled' && entry !== undefined && asChoice(given.value) !== '')
      answer(questionKey, entry, true)
    void flush()
    goTo(place)
  }
  return (
    <>
      <SavingLine />
      <div className="portal-ways">
        <button
          type="button"
          className="portal-button"
          onClick={() => go(before === undefined ? { page: 'about' } : { page: 'question', key: before }, false)}
        >
          {t('portal.question.prev')}
        </button>
        <button
          type="button"
          className="portal-button main"
          onClick={() => go(after === undefined ? { page: 'overview' } : { page: 'question', key: after }, true)}
        >
          {after === undefined ? t('portal.question.toOverview') : t('portal.question.next')}
        </button>
      </div>
    </>
  )
}
