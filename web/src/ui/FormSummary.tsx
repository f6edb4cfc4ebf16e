import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import './form.css'

export type FieldProblem = { id: string; message: string }

/** At the top on submit: what has to be put right, each line leading to its field. */
export function FormSummary({ problems }: { problems: readonly FieldProblem[] }) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problems.length > 0) box.current?.focus()
  }, [problems])
  if (problems.length === 0) return null
  return (
    <div ref={box} className="form-summary" role="alert" tabIndex={-1}>
      <p className="form-summary-title">{t('common.summary', { count: problems.length })}</p>
      <ul>
        {problems.map((problem) => (
          <li key={problem.id}>
            <a
              href={`#${problem.id}`}
              onClick={(event) => {
                event.preventDefault()
                document.getElementById(problem.id)?.focus()
              }}
            >
              {problem.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

export const errorOf = (problems: readonly FieldProblem[], id: string): { error?: string } => {
  const message = problems.find((problem) => problem.id === id)?.message
  return message === undefined ? {} : { error: message }
}
