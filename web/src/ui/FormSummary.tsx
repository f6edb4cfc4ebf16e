import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldProblem } from './form-problems.ts'
import './form.css'

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
              {problem.label === undefined
                ? problem.message
                : t('common.atField', { label: problem.label, message: problem.message })}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
