import { Button, Textarea } from '@mantine/core'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../lib/problem.ts'
import { letterKeys } from '../../lib/shortcuts.ts'
import { DateField } from '../../ui/DateField.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SignalShape } from '../../ui/Signal.tsx'
import type { Item } from './assessment-queries.ts'

export type Verdict = {
  decision: 'accepted' | 'partly' | 'equivalent' | 'returned'
  comment: string
  until: string | null
}

const keyNames = [
  ['A', 'accept'],
  ['R', 'giveBack'],
  ['J', 'next'],
  ['K', 'previous'],
] as const

type Props = {
  item: Item
  press: RefObject<Partial<Record<'accept' | 'giveBack', () => void>>>
  pending: boolean
  error: Error | null
  saved: boolean
  onDecide: (verdict: Verdict) => void
}

/** Three ways to settle one answer, a fourth where the partner claims another way; each saves at once. */
export function Decision({ item, press, pending, error, saved, onDecide }: Props) {
  const { t } = useTranslation()
  const keysOn = letterKeys.use()
  const words = useRef<HTMLTextAreaElement>(null)
  const [comment, setComment] = useState(item.review?.comment ?? '')
  const [until, setUntil] = useState(item.review?.until ?? null)
  const [problem, setProblem] = useState<'words' | 'until'>()
  const chosen = item.review?.decision
  const answered = item.answer !== null
  const value = item.answer?.value
  const decide = (decision: Verdict['decision']) => {
    const missing =
      decision === 'returned' && comment.trim() === ''
        ? 'words'
        : decision === 'equivalent' && until === null
          ? 'until'
          : undefined
    setProblem(missing)
    if (missing === 'words') words.current?.focus()
    if (missing === undefined) onDecide({ decision, comment, until: decision === 'equivalent' ? until : null })
  }
  useEffect(() => {
    press.current = answered ? { accept: () => decide('accepted'), giveBack: () => decide('returned') } : {}
    return () => {
      press.current = {}
    }
  })
  if (!answered) return null
  const button = (decision: Verdict['decision'], label: string) => (
    <Button
      aria-pressed={chosen === decision}
      className={chosen === decision ? 'verdict on' : 'verdict'}
      onClick={() => decide(decision)}
    >
      {label}
    </Button>
  )
  const mayBeEquivalent = item.answer?.equivalent === true || value === 'partly' || value === 'not'
  return (
    <section className="decision" aria-labelledby="decision">
      <h3 id="decision">{t('assessments.review.decision')}</h3>
      <div className="decision-acts">
        {button('accepted', t('assessments.review.accept'))}
        {value === 'done' && button('partly', t('assessments.review.partly'))}
        {mayBeEquivalent && button('equivalent', t('assessments.review.equivalent'))}
        {button('returned', t('assessments.review.giveBack'))}
        {keysOn && (
          <span className="meta decision-keys">
            {keyNames.map(([key, name]) => (
              <span key={key}>
                <kbd>{key}</kbd> {t(`assessments.review.keys.${name}`)}
              </span>
            ))}
          </span>
        )}
      </div>
      {mayBeEquivalent && (
        <div className="decision-until">
          <DateField
            id="until"
            label={t('assessments.review.until')}
            value={until}
            onChange={setUntil}
            {...(problem === 'until' ? { error: t('assessments.review.untilMissing') } : {})}
          />
        </div>
      )}
      <Textarea
        ref={words}
        id="words"
        label={t('assessments.review.words')}
        description={t('assessments.review.wordsHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autosize
        minRows={3}
        maxLength={1000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        error={problem === 'words' ? t('assessments.review.wordsMissing') : undefined}
      />
      {error && (
        <ErrorState what={t('assessments.review.saveFailed')} problem={problemOf(error)} safe={t('errors.inputKept')} />
      )}
      <p role="status" className="save-state">
        {pending && t('common.saving')}
        {!pending && saved && (
          <>
            <SignalShape weight="done" />
            {t('assessments.review.saved')}
          </>
        )}
      </p>
    </section>
  )
}
