import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SignalShape } from '../../ui/Signal.tsx'
import type { Step } from './import-step.ts'

const ORDER = ['file', 'columns', 'rows', 'result'] as const
type Shown = (typeof ORDER)[number]

/** Where the reader stands; steps that can be gone back to are links. */
export function ImportSteps({ current, id, open = [] }: { current: Shown; id?: string; open?: readonly Step[] }) {
  const { t } = useTranslation()
  const at = ORDER.indexOf(current)
  return (
    <nav aria-label={t('imports.steps')}>
      <ol className="import-steps">
        {ORDER.map((step, index) => {
          const label = `${index + 1}. ${t(`imports.step.${step}`)}`
          const isOpen = step !== 'file' && step !== current && open.includes(step)
          return (
            <li key={step} aria-current={step === current ? 'step' : undefined}>
              {index < at && <SignalShape weight="done" />}
              {isOpen && id !== undefined ? (
                <Link to="/imports/$id" params={{ id }} search={{ step }}>
                  {label}
                </Link>
              ) : (
                <span>{label}</span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
