import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { Strip } from '../../ui/Strip.tsx'
import { SendingStatus } from '../notices/SendingStatus.tsx'
import { AnswerPanel } from './AnswerPanel.tsx'
import { type Assessment, oneKey } from './assessment-queries.ts'
import { owing } from './assessment-state.ts'
import { Decision, type Verdict } from './Decision.tsx'
import { EnterAnswer } from './EnterAnswer.tsx'
import { QuestionList } from './QuestionList.tsx'
import { RequestPanel } from './RequestPanel.tsx'
import { nextOpen, stepFrom } from './review-progress.ts'
import { ScorePanel } from './ScorePanel.tsx'
import { Thread } from './Thread.tsx'

/** Questions at the left, the answer in the middle, what it amounts to at the right. */
export function ReviewFrame({ assessment }: { assessment: Assessment }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { id, items, state, submissionNo } = assessment
  const order = useMemo(() => items.map(({ key }) => key), [items])
  const openKeys = items.filter(({ answer, review }) => answer !== null && review === null).map(({ key }) => key)
  const [current, setCurrent] = useState(openKeys[0] ?? order[0] ?? '')
  const item = items.find(({ key }) => key === current) ?? items[0]
  const [entry, setEntry] = useState(false)
  const press = useRef<Partial<Record<'accept' | 'giveBack', () => void>>>({})
  const middle = useRef<HTMLHeadingElement>(null)
  const reviewing = state === 'submitted' && assessment.can.includes('assessment:review')
  const entering = owing(state) && assessment.can.includes('assessment:answer')
  const decide = useMutation({
    mutationFn: ({ key, verdict }: { key: string; verdict: Verdict }) =>
      body(
        api.PUT('/api/v1/assessments/{id}/reviews/{key}', {
          params: { path: { id, key } },
          body: { ...verdict, submissionNo },
        }),
      ),
    onSuccess: (seen) => client.setQueryData(oneKey(id), seen),
  })
  const shortcuts = useMemo(
    () => [
      { key: 'a', label: t('assessments.review.keys.accept'), run: () => press.current.accept?.() },
      { key: 'r', label: t('assessments.review.keys.giveBack'), run: () => press.current.giveBack?.() },
      { key: 'j', label: t('assessments.review.keys.next'), run: () => setCurrent((at) => stepFrom(order, at, 1)) },
      {
        key: 'k',
        label: t('assessments.review.keys.previous'),
        run: () => setCurrent((at) => stepFrom(order, at, -1)),
      },
    ],
    [t, order],
  )
  useShortcuts(shortcuts)
  const choose = (key: string) => {
    setCurrent(key)
    requestAnimationFrame(() => middle.current?.focus())
  }
  if (item === undefined) return null
  return (
    <>
      {state === 'cancelled' && <Strip weight="wait">{t('assessments.request.cancelledStrip')}</Strip>}
      <div className="review-frame">
        <QuestionList assessment={assessment} current={item.key} onChoose={choose} />
        <div className="review-middle">
          <AnswerPanel assessment={assessment} item={item} headingRef={middle} />
          {reviewing && (
            <Decision
              key={`${item.key} ${assessment.submissionNo}`}
              item={item}
              press={press}
              pending={decide.isPending}
              error={decide.variables?.key === item.key ? decide.error : null}
              saved={decide.isSuccess && decide.variables.key === item.key}
              onDecide={(verdict) => decide.mutate({ key: item.key, verdict })}
            />
          )}
          {state === 'submitted' && !reviewing && <p className="meta">{t('assessments.review.noRight')}</p>}
          {entering && (
            <EnterAnswer
              key={`${item.key} ${item.answer?.revision ?? 0}`}
              id={id}
              item={item}
              open={entry}
              onOpen={setEntry}
            />
          )}
          <Thread assessment={assessment} item={item} />
        </div>
        <div className="review-side">
          {(assessment.foreseen !== null || assessment.result !== null) && (
            <ScorePanel
              assessment={assessment}
              reviewing={reviewing}
              onGoOn={() => choose(nextOpen(order, openKeys, item.key))}
            />
          )}
          <RequestPanel assessment={assessment} />
        </div>
      </div>
      {state !== 'cancelled' && assessment.delivery !== 'letter' && (
        <div className="review-mails">
          <SendingStatus of={{ matter: id }} />
        </div>
      )}
    </>
  )
}
