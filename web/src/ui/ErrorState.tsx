import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { nextStep, type Problem } from '../lib/problem.ts'
import { SignalShape } from './Signal.tsx'
import './states.css'

type Props = { what: string; problem: Problem; safe?: string; onRetry?: () => void }

/** What failed, what is safe, what to do next; the reference is small, for whoever has to look it up. */
export function ErrorState({ what, problem, safe, onRetry }: Props) {
  const { t } = useTranslation()
  return (
    <div className="error-state" role="alert">
      <p className="error-what">
        <SignalShape weight="wait" />
        {what}
      </p>
      <p>{problem.detail ?? t(`errors.${nextStep(problem.status)}`)}</p>
      {problem.fields.length > 0 && (
        <ul>
          {problem.fields.map(({ field, message }) => (
            <li key={field}>{t('common.atField', { label: field, message })}</li>
          ))}
        </ul>
      )}
      <p>{safe ?? t('errors.nothingLost')}</p>
      {onRetry && <Button onClick={onRetry}>{t('common.retry')}</Button>}
      {problem.traceId !== undefined && <p className="meta">{t('common.traceId', { id: problem.traceId })}</p>}
    </div>
  )
}
