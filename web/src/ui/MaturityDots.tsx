import { useTranslation } from 'react-i18next'
import { formatScore } from '../lib/format-number.ts'
import { type Maturity, stepsOf } from './levels.ts'
import './scales.css'

type Props = { maturity: Maturity | null; withWord?: boolean; score?: number }

export function MaturityDots({ maturity, withWord = false, score }: Props) {
  const { t } = useTranslation()
  if (maturity === null) return <span className="unrated">{t('scales.unrated')}</span>
  const word = t(`scales.maturity.${maturity}`)
  return (
    <span className="maturity">
      <svg width="48" height="10" viewBox="0 0 48 10" aria-hidden="true">
        {[0, 1, 2, 3, 4].map((dot) => (
          <circle key={dot} className={dot < stepsOf(maturity) ? 'on' : 'off'} cx={dot * 9.6 + 4.8} cy="5" r="3.6" />
        ))}
      </svg>
      <span className="visually-hidden">{t('scales.maturityName', { code: maturity, word })}</span>
      <span aria-hidden="true" className="code">
        {maturity}
      </span>
      {withWord && <span aria-hidden="true">{word}</span>}
      {score !== undefined && <span className="score">{formatScore(score)}</span>}
    </span>
  )
}
