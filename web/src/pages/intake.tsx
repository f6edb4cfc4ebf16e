// Whom does my department want to work with? For a colleague without an account, by a link.
import { Button, Radio, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../lib/api.ts'
import { problemOf } from '../lib/problem.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { TextField } from '../ui/Field.tsx'
import { Form } from '../ui/Form.tsx'
import { errorOf, type FieldProblem } from '../ui/form-problems.ts'
import { Strip } from '../ui/Strip.tsx'
import { BareFrame } from './BareFrame.tsx'
import './partners/partners.css'

const TEXTS = ['name', 'askedBy', 'purpose'] as const
const QUESTIONS = ['connected', 'sensitiveData', 'stopsWithinDay'] as const
const ANSWERS = { yes: true, no: false, unknown: null } as const
type Answer = keyof typeof ANSWERS
type Entries = Record<(typeof TEXTS)[number], string> & Record<(typeof QUESTIONS)[number], Answer>

const blank: Entries = {
  name: '',
  askedBy: '',
  purpose: '',
  connected: 'unknown',
  sensitiveData: 'unknown',
  stopsWithinDay: 'unknown',
}
const isAnswer = (text: string): text is Answer => text in ANSWERS

export function IntakePage() {
  const { t } = useTranslation()
  const token = window.location.hash.slice(1)
  const [entries, setEntries] = useState(blank)
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const form = useQuery({
    queryKey: ['intake', token],
    queryFn: () => body(api.POST('/api/v1/intake/open', { body: { token } })),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const send = useMutation({
    mutationFn: () => {
      const [connected, sensitiveData, stopsWithinDay] = QUESTIONS.map((question) => ANSWERS[entries[question]])
      const { name, askedBy, purpose } = entries
      const answers = {
        connected: connected ?? null,
        sensitiveData: sensitiveData ?? null,
        stopsWithinDay: stopsWithinDay ?? null,
      }
      return body(api.POST('/api/v1/intake/requests', { body: { token, name, askedBy, purpose, ...answers } }))
    },
    onSuccess: () => setEntries({ ...blank, askedBy: entries.askedBy }),
  })
  const title = t('partners.intake.title')
  if (form.error)
    return (
      <BareFrame title={title}>
        <ErrorState
          what={t('partners.intake.failed')}
          problem={problemOf(form.error)}
          safe={t('partners.intake.safe')}
        />
      </BareFrame>
    )
  if (form.data === undefined) return <BareFrame title={title}>{t('common.loading')}</BareFrame>
  if (send.data !== undefined)
    return (
      <BareFrame title={title}>
        <Strip weight="done">{t('partners.intake.thanks', { name: send.data.name })}</Strip>
        <Button onClick={() => send.reset()}>{t('partners.intake.again')}</Button>
      </BareFrame>
    )
  const submit = () => {
    const missing = TEXTS.filter((field) => entries[field].trim() === '').map((id) => ({
      id,
      message: t('common.required_field', { label: t(`partners.intake.${id}`) }),
    }))
    setProblems(missing)
    if (missing.length === 0) send.mutate()
  }
  return (
    <BareFrame title={title}>
      <p className="intake-lead">{t('partners.intake.lead', { organization: form.data.organization })}</p>
      <Form
        onSubmit={submit}
        saving={send}
        failed={t('partners.saveFailed')}
        problems={problems}
        submit={t('partners.intake.send')}
      >
        {TEXTS.map((field) => (
          <TextField
            key={field}
            id={field}
            label={t(`partners.intake.${field}`)}
            required
            maxLength={field === 'purpose' ? 1000 : 120}
            value={entries[field]}
            onChange={(value) => setEntries({ ...entries, [field]: value })}
            {...errorOf(problems, field)}
          />
        ))}
        {QUESTIONS.map((question) => (
          <Radio.Group
            key={question}
            name={question}
            label={t(`partners.intake.${question}`)}
            value={entries[question]}
            onChange={(value) => isAnswer(value) && setEntries({ ...entries, [question]: value })}
          >
            <Stack gap="xs" mt="xs">
              {(['yes', 'no', 'unknown'] as const).map((answer) => (
                <Radio key={answer} value={answer} label={t(`partners.intake.${answer}`)} />
              ))}
            </Stack>
          </Radio.Group>
        ))}
      </Form>
    </BareFrame>
  )
}
