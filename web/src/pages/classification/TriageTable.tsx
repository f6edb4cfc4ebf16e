import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { levelOf } from '../../ui/levels.ts'
import { PlainTable } from '../../ui/PlainTable.tsx'
import { RiskTag } from '../../ui/RiskTag.tsx'
import type { TriageRow } from './queries.ts'

export const QUESTIONS = ['connected', 'sensitiveData', 'stopsWithinDay'] as const
export type Question = (typeof QUESTIONS)[number]

const CHOICES = [
  { word: 'yes', value: true },
  { word: 'no', value: false },
  { word: 'unknown', value: null },
] as const

type Answer = (partnerId: string, question: Question, value: boolean | null) => void

const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

const focusAt = (row: number, column: number): boolean => {
  const group = document.querySelector(`[data-cell="${row}-${column}"]`)
  const button = group?.querySelector<HTMLButtonElement>('[aria-pressed="true"]') ?? group?.querySelector('button')
  button?.focus()
  return button !== undefined && button !== null
}

/** The whole ledger with three answers a row; arrows move, the keys 1 to 3 answer and go on. */
export function TriageTable({ rows, texts, onAnswer }: { rows: TriageRow[]; texts: string[]; onAnswer: Answer }) {
  const { t } = useTranslation()
  const press = (event: KeyboardEvent, at: number, column: number, row: TriageRow, question: Question) => {
    const choice = CHOICES[Number(event.key) - 1]
    const step = STEPS[event.key]
    if (choice !== undefined) {
      event.preventDefault()
      onAnswer(row.partnerId, question, choice.value)
      if (!focusAt(at, column + 1)) focusAt(at + 1, 0)
    } else if (step !== undefined) {
      event.preventDefault()
      focusAt(at + step[0], column + step[1])
    }
  }
  return (
    <PlainTable
      className="triage-table"
      caption={t('classification.triageTitle')}
      heads={[t('classification.name'), ...texts, t('classification.level')]}
    >
      {rows.map((row, at) => (
        <tr key={row.partnerId}>
          <th scope="row">
            {row.name} <span className="meta">{row.industryNote}</span>
          </th>
          {QUESTIONS.map((question, column) => (
            <td key={question}>
              <fieldset
                className="triage-answers"
                data-cell={`${at}-${column}`}
                onKeyDown={(event) => press(event, at, column, row, question)}
              >
                <legend className="visually-hidden">{`${row.name} ${texts[column] ?? ''}`}</legend>
                <span className="triage-question" aria-hidden="true">
                  {texts[column]}
                </span>
                {CHOICES.map(({ word, value }) => (
                  <button
                    key={word}
                    type="button"
                    aria-pressed={row[question] === value && (value !== null || row.connected !== null)}
                    onClick={() => onAnswer(row.partnerId, question, value)}
                  >
                    {t(`classification.${word}`)}
                  </button>
                ))}
              </fieldset>
            </td>
          ))}
          <td>
            <RiskTag level={levelOf(row.level)} />{' '}
            {row.provisional && <span className="meta">{t('classification.applied')}</span>}
          </td>
        </tr>
      ))}
    </PlainTable>
  )
}
