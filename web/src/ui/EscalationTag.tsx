import { useTranslation } from 'react-i18next'
import type { Escalation } from './levels.ts'
import './scales.css'

export function EscalationTag({ step, withWord = true }: { step: Escalation; withWord?: boolean }) {
  const { t } = useTranslation()
  const word = t(`scales.escalation.${step}`)
  return (
    <span className="escalation-tag">
      <svg width="14" height="12" viewBox="0 0 14 12" aria-hidden="true">
        <path d="M1 11h3V8h3V5h3V2h3" fill="none" stroke="currentColor" strokeWidth="2" />
      </svg>
      <span className="visually-hidden">{t('scales.escalationName', { code: step, word })}</span>
      <span aria-hidden="true" className="code">
        {step}
      </span>
      {withWord && <span aria-hidden="true">{word}</span>}
    </span>
  )
}
