import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../lib/problem.ts'
import { ErrorState } from './ErrorState.tsx'
import { FormSummary } from './FormSummary.tsx'
import type { FieldProblem } from './form-problems.ts'
import './form.css'

type Props = {
  onSubmit: () => void
  /** How the last try went, as a mutation tells it. */
  saving: { error: Error | null; isPending: boolean }
  /** What could not be done, in the words of the screen. */
  failed: string
  /** What is safe all the same; what was entered, unless said otherwise. */
  safe?: string
  /** What has to be put right, each at a field of this form. */
  problems?: readonly FieldProblem[]
  /** Stands before everything, also before the summary. */
  lead?: ReactNode
  children?: ReactNode
  /** The word on the button; null where the form has none, or has it elsewhere. */
  submit: string | null
  /** Whether this is the one filled button of its region of the screen. */
  filled?: boolean
  /** Buttons beside it. */
  acts?: ReactNode
  className?: string
}

const none: readonly FieldProblem[] = []

/** The frame of every form: what is wrong above the fields, the act below them, one try at a time. */
export function Form(props: Props) {
  const { onSubmit, saving, failed, safe, problems = none, lead, children, submit, filled = true, acts } = props
  const { t } = useTranslation()
  return (
    <form
      className={props.className ?? 'form'}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const unreadable = event.currentTarget.querySelector<HTMLElement>('[data-unreadable]')
        if (unreadable !== null) unreadable.focus()
        else if (!saving.isPending) onSubmit()
      }}
    >
      {lead}
      <FormSummary problems={problems} />
      {saving.error && problems.length === 0 && (
        <ErrorState what={failed} problem={problemOf(saving.error)} safe={safe ?? t('errors.inputKept')} />
      )}
      {children}
      {submit !== null && (
        <div className="form-acts">
          <Button type="submit" loading={saving.isPending} {...(filled ? { variant: 'filled' } : {})}>
            {submit}
          </Button>
          {acts}
        </div>
      )}
    </form>
  )
}
