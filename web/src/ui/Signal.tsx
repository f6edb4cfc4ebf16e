import { useTranslation } from 'react-i18next'
import './scales.css'

/** Weight of a state: stop ■ act now, wait ▲ someone must look, plan ● on plan, done ✓, open ○, unknown dashed ○. */
export type Weight = 'stop' | 'wait' | 'plan' | 'done' | 'open' | 'unknown'

export function SignalShape({ weight, size = 12 }: { weight: Weight; size?: number }) {
  return (
    <svg className={`signal-shape ${weight}`} width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      {weight === 'stop' && <rect x="1" y="1" width="10" height="10" />}
      {weight === 'wait' && <path d="M6 1 11.4 11H.6Z" />}
      {weight === 'plan' && <circle cx="6" cy="6" r="5" />}
      {weight === 'done' && <path d="M1.5 6.5 4.5 9.5 10.5 2.5" />}
      {(weight === 'open' || weight === 'unknown') && <circle cx="6" cy="6" r="4.7" />}
    </svg>
  )
}

/** A state's shape and word; without a word of its own the shape says what it weighs to a screen reader. */
export function Signal({ weight, word }: { weight: Weight; word?: string }) {
  const { t } = useTranslation()
  return (
    <span className={`signal ${weight}`}>
      <SignalShape weight={weight} />
      {word === undefined ? (
        <span className="visually-hidden">{t(`scales.signal.${weight}`)}</span>
      ) : (
        <span>{word}</span>
      )}
    </span>
  )
}
