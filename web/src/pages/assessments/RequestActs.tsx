import { Button, FileButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import type { Assessment } from './assessment-queries.ts'
import { owing } from './assessment-state.ts'
import { ReasonForm } from './ReasonForm.tsx'
import { extend, resend, submitFor, takeInForm, useAct, withdraw } from './request-acts.ts'

/** Send again, more time, take back; and the ways for answers that do not come through the page. */
export function RequestActs({ assessment }: { assessment: Assessment }) {
  const { t } = useTranslation()
  const [form, setForm] = useState<'extend' | 'withdraw'>()
  const { id, state, delivery, can, progress } = assessment
  const close = () => setForm(undefined)
  const again = useAct(
    () => resend(id),
    () => t('assessments.request.resent'),
  )
  const longer = useAct(
    (input: { reason: string; date: string }) => extend(id, input.date, input.reason).finally(close),
    () => t('assessments.request.extended'),
  )
  const back = useAct(
    (input: { reason: string }) => withdraw(id, input.reason).finally(close),
    () => t('assessments.request.withdrawn'),
  )
  const hand = useAct(
    () => submitFor(id),
    () => t('assessments.request.submitted'),
  )
  const upload = useAct(
    (file: File) => takeInForm(id, file),
    ({ saved }) => t('assessments.request.formDone', { count: saved }),
  )
  const running = owing(state)
  const asks = can.includes('assessment:ask')
  const answers = can.includes('assessment:answer')
  const error = again.error ?? longer.error ?? back.error ?? hand.error ?? upload.error
  return (
    <div className="request-acts">
      {error && <ErrorState what={t('assessments.request.actFailed')} problem={problemOf(error)} />}
      {error &&
        problemOf(error).fields.map((field) => (
          <p key={field.field} className="meta">
            {field.field}：{field.message}
          </p>
        ))}
      {running && (
        <div className="form-acts">
          {answers && progress.shown > 0 && progress.answered >= progress.shown && (
            <Button variant="filled" loading={hand.isPending} onClick={() => hand.mutate()}>
              {t('assessments.request.submit')}
            </Button>
          )}
          {asks && delivery !== 'letter' && (
            <Button loading={again.isPending} onClick={() => again.mutate()}>
              {t('assessments.request.resend')}
            </Button>
          )}
          {asks && <Button onClick={() => setForm('extend')}>{t('assessments.request.extend')}</Button>}
          {answers && (
            <>
              <Button component="a" href={`/api/v1/assessments/${id}/form`} download>
                {t('assessments.request.form')}
              </Button>
              <FileButton
                accept=".xlsx"
                onChange={(file) => {
                  if (file !== null) upload.mutate(file)
                }}
              >
                {(props) => (
                  <Button {...props} loading={upload.isPending}>
                    {t('assessments.request.formUp')}
                  </Button>
                )}
              </FileButton>
            </>
          )}
        </div>
      )}
      {asks && (running || state === 'submitted') && form !== 'withdraw' && (
        <button type="button" className="plain-button link-button" onClick={() => setForm('withdraw')}>
          {t('assessments.request.withdraw')}
        </button>
      )}
      {form === 'extend' && (
        <ReasonForm
          act={t('assessments.request.extend')}
          dateLabel={t('assessments.request.extendTo')}
          {...(assessment.deadline === null ? {} : { earliest: assessment.deadline })}
          pending={longer.isPending}
          onCancel={close}
          onDone={(reason, date) => longer.mutate({ reason, date })}
        />
      )}
      {form === 'withdraw' && (
        <ReasonForm
          act={t('assessments.request.withdraw')}
          warning={t('assessments.request.withdrawText')}
          pending={back.isPending}
          onCancel={close}
          onDone={(reason) => back.mutate({ reason })}
        />
      )}
    </div>
  )
}
