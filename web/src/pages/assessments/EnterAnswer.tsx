import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { problemOf } from '../../lib/problem.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Section.tsx'
import { showNotice } from '../../ui/undo-notice.tsx'
import { type AnswerValue, knownValue, VALUES } from './AnswerSign.tsx'
import { type Item, oneKey } from './assessment-queries.ts'

type Props = { id: string; item: Item; open: boolean; onOpen: (open: boolean) => void }

/** Takes down an answer given over the telephone or on paper. */
export function EnterAnswer({ id, item, open, onOpen }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [value, setValue] = useState<AnswerValue>(knownValue(item.answer?.value) ?? 'done')
  const [comment, setComment] = useState(item.answer?.comment ?? '')
  const [missing, setMissing] = useState(false)
  const save = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/assessments/{id}/answers', {
          params: { path: { id } },
          body: { answers: [{ questionKey: item.key, value, comment, equivalent: item.answer?.equivalent ?? false }] },
        }),
      ),
    onSuccess: async () => {
      showNotice(t('assessments.request.savedAnswer'))
      await client.invalidateQueries({ queryKey: oneKey(id) })
    },
  })
  const press = () => {
    const lacks = value === 'na' && comment.trim() === ''
    setMissing(lacks)
    if (!lacks) save.mutate()
  }
  return (
    <Section
      title={t('assessments.request.enterFor')}
      act={
        <button type="button" className="plain-button link-button" aria-expanded={open} onClick={() => onOpen(!open)}>
          {t(open ? 'controls.close' : 'assessments.request.enterFor')}
        </button>
      }
    >
      <p className="meta">{t('assessments.request.enterHelp')}</p>
      {open && (
        <div className="form">
          <ChoiceList
            name="answer"
            legend={item.label}
            options={VALUES.map((key) => ({
              key,
              label: t(`assessments.review.answers.${key}`),
              help: item.meanings[key],
            }))}
            value={value}
            onChange={setValue}
          />
          <Textarea
            label={t('assessments.review.comment')}
            autosize
            minRows={2}
            maxLength={2000}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
            error={missing ? t('assessments.request.naReason') : undefined}
          />
          {save.error && (
            <ErrorState
              what={t('assessments.request.actFailed')}
              problem={problemOf(save.error)}
              safe={t('errors.inputKept')}
            />
          )}
          <Button loading={save.isPending} onClick={press}>
            {t('assessments.request.save')}
          </Button>
        </div>
      )}
    </Section>
  )
}
