import { useTranslation } from 'react-i18next'
import { type Level, stepsOf } from './levels.ts'
import './scales.css'

/** Four rising bars; the first `steps` of them carry the level's ink. */
export function LevelBars({ level }: { level: Level }) {
  const steps = stepsOf(level)
  return (
    <svg className="level-bars" width="15" height="12" viewBox="0 0 15 12" aria-hidden="true">
      {[0, 1, 2, 3].map((bar) => (
        <rect
          key={bar}
          className={bar < steps ? 'on' : 'off'}
          x={bar * 4}
          y={9 - bar * 3}
          width="3"
          height={3 + bar * 3}
        />
      ))}
    </svg>
  )
}

type Props = { level: Level | null; filled?: boolean; withWord?: boolean; mark?: 'floor' | 'override' }

/** Outline in lists; filled only in a partner's head and a reason line. */
export function RiskTag({ level, filled = false, withWord = filled, mark }: Props) {
  const { t } = useTranslation()
  if (level === null) return <span className="unrated">{t('scales.unrated')}</span>
  const word = t(`scales.level.${level}`)
  return (
    <span className="risk-with-mark">
      <span className={`risk-tag ${filled ? `filled ${level.toLowerCase()}` : 'outline'}`}>
        <LevelBars level={level} />
        <span className="visually-hidden">{t('scales.levelName', { code: level, word })}</span>
        <span aria-hidden="true" className="code">
          {level}
        </span>
        {withWord && <span aria-hidden="true">{word}</span>}
      </span>
      {mark && <span className="mark">{t(`scales.${mark}`)}</span>}
    </span>
  )
}
