import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { useClock } from '../../lib/clock.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Section.tsx'
import { ToggleChips } from '../../ui/ToggleChips.tsx'
import { type Assessment, type Item, oneKey } from './assessment-queries.ts'

/** What was said about these answers; each line says who can read it. */
export function Thread({ assessment, item }: { assessment: Assessment; item: Item }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [audience, setAudience] = useState<'internal' | 'partner'>('internal')
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const { id, comments } = assessment
  const { moment } = useClock()
  const shown = comments.filter(({ questionKey }) => questionKey === null || questionKey === item.key)
  const add = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/assessments/{id}/comments', {
          params: { path: { id } },
          body: { audience, topic: 'general', text, questionKey: item.key },
        }),
      ),
    onSuccess: async () => {
      setText('')
      setTried(false)
      await client.invalidateQueries({ queryKey: oneKey(id) })
    },
  })
  const press = () => {
    setTried(true)
    if (text.trim() !== '') add.mutate()
  }
  return (
    <Section title={t('assessments.thread.title')}>
      {shown.length === 0 && <p className="meta">{t('assessments.thread.empty')}</p>}
      <ul className="thread">
        {shown.map((comment) => (
          <li key={comment.id} className={comment.audience}>
            <p className="meta">
              <b className="audience">{t(`assessments.thread.${comment.audience}`)}</b>
              {comment.name}　{moment(comment.at)}
              {comment.questionKey !== null && `　${t('assessments.thread.about', { label: item.label })}`}
            </p>
            <p className="answer-words">{comment.text}</p>
          </li>
        ))}
      </ul>
      {assessment.can.includes('assessment:comment') && (
        <div className="thread-form">
          <ToggleChips
            label={t('assessments.thread.audience')}
            options={[
              { key: 'internal', label: t('assessments.thread.internal') },
              { key: 'partner', label: t('assessments.thread.partner') },
            ]}
            value={audience}
            onChange={setAudience}
          />
          <Textarea
            label={t('assessments.thread.text')}
            description={t(
              audience === 'internal' ? 'assessments.thread.internalHelp' : 'assessments.thread.partnerHelp',
            )}
            autosize
            minRows={2}
            maxLength={4000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={
              tried && text.trim() === ''
                ? t('common.required_field', { label: t('assessments.thread.text') })
                : undefined
            }
          />
          {add.error && <ErrorState what={t('assessments.thread.failed')} problem={problemOf(add.error)} />}
          <Button loading={add.isPending} onClick={press}>
            {t('assessments.thread.add')}
          </Button>
        </div>
      )}
    </Section>
  )
}
