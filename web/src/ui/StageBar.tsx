import { formatNumber } from '../lib/format-number.ts'
import { SignalShape, type Weight } from './Signal.tsx'
import './stage-bar.css'

export type Stage = { key: string; label: string; count: number; weight: Weight }

type Props = {
  label: string
  stages: readonly Stage[]
  selected?: string
  onChoose: (key: string) => void
}

/** Where everything stands, as one bar: each part as wide as its count, each a filter of what is below. */
export function StageBar({ label, stages, selected, onChoose }: Props) {
  return (
    <fieldset className="stage-bar">
      <legend className="visually-hidden">{label}</legend>
      {stages.map((stage) => (
        <button
          key={stage.key}
          type="button"
          className={`plain-button stage ${stage.weight}`}
          style={{ flexGrow: stage.count }}
          aria-pressed={stage.key === selected}
          onClick={() => onChoose(stage.key)}
        >
          <span className="stage-count">{formatNumber(stage.count)}</span>
          <span className="stage-label">
            <SignalShape weight={stage.weight} size={11} />
            {stage.label}
          </span>
        </button>
      ))}
    </fieldset>
  )
}
