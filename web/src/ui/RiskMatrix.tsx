import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../lib/format-number.ts'
import { type Grade, gradeWord, type Level } from './levels.ts'
import { LevelBars } from './RiskTag.tsx'
import './matrix.css'

export type MatrixCell = { impact: Grade; likelihood: Grade; level: Level; count: number }
type Place = Pick<MatrixCell, 'impact' | 'likelihood'>

type Props = {
  cells: readonly MatrixCell[]
  selected: readonly Place[]
  /** `add` is true while Ctrl or Command is held: the cell joins the selection instead of replacing it. */
  onToggle: (place: Place, add: boolean) => void
}

const samePlace = (one: Place, other: Place) => one.impact === other.impact && one.likelihood === other.likelihood
const descending: readonly Grade[] = [3, 2, 1]
const ascending: readonly Grade[] = [1, 2, 3]

/** Impact upwards, likelihood to the right; each cell filters the list beside it. */
export function RiskMatrix({ cells, selected, onToggle }: Props) {
  const { t } = useTranslation()
  const help = useId()
  const grade = (value: Grade) => t(`scales.grade.${gradeWord(value)}`)
  const isSelected = (cell: Place) => selected.some((place) => samePlace(place, cell))
  const total = formatNumber(cells.reduce((sum, cell) => sum + cell.count, 0))
  const chosen = cells.filter(isSelected)
  const chosenNames = chosen.map((cell) =>
    t('scales.matrixCell', { impact: grade(cell.impact), likelihood: grade(cell.likelihood), level: cell.level }),
  )
  const chosenCount = formatNumber(chosen.reduce((sum, cell) => sum + cell.count, 0))

  return (
    <fieldset className="matrix" aria-describedby={help}>
      <legend className="visually-hidden">{t('scales.matrix')}</legend>
      <p id={help} className="visually-hidden">
        {t('scales.matrixHelp')}
      </p>
      <div className="matrix-grid">
        <span className="matrix-y" aria-hidden="true">
          {t('scales.impact')}
        </span>
        {descending.map((impact) => (
          <div key={impact} className="matrix-row">
            <span className="matrix-grade" aria-hidden="true">
              {grade(impact)}
            </span>
            {ascending.map((likelihood) => {
              const cell = cells.find((each) => samePlace(each, { impact, likelihood }))
              if (cell === undefined) return <span key={likelihood} />
              const count = formatNumber(cell.count)
              return (
                <button
                  key={likelihood}
                  type="button"
                  className={`plain-button matrix-cell ${cell.level.toLowerCase()}`}
                  aria-pressed={isSelected(cell)}
                  onClick={(event) => onToggle({ impact, likelihood }, event.ctrlKey || event.metaKey)}
                >
                  <span className="visually-hidden">
                    {t('scales.cell', {
                      impact: grade(impact),
                      likelihood: grade(likelihood),
                      level: cell.level,
                      count,
                    })}
                  </span>
                  <span className="matrix-level" aria-hidden="true">
                    <LevelBars level={cell.level} />
                    {cell.level}
                  </span>
                  <span className="matrix-count" aria-hidden="true">
                    {count}
                  </span>
                </button>
              )
            })}
          </div>
        ))}
        <div className="matrix-row matrix-x" aria-hidden="true">
          <span />
          {ascending.map((likelihood) => (
            <span key={likelihood}>{grade(likelihood)}</span>
          ))}
        </div>
        <span className="matrix-x-title" aria-hidden="true">
          {t('scales.likelihood')}
        </span>
      </div>
      <p className="matrix-sentence" role="status">
        {chosen.length === 0
          ? t('scales.matrixAll', { total })
          : t('scales.matrixSelected', { cells: chosenNames.join('・'), count: chosenCount, total })}
      </p>
    </fieldset>
  )
}
