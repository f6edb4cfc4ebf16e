import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../../lib/locale.ts'
import { Section } from '../../ui/Section.tsx'
import { type PolicyContent, withBound, withCell, withOutcome } from './policy-content.ts'
import './classification.css'

type Props = { policy: PolicyContent; onChange: (policy: PolicyContent) => void }

const LEVELS = [0, 1, 2, 3, 4] as const
const ROWS = [2, 1, 0] as const
const COLUMNS = [0, 1, 2] as const

/** The parts of the policy that move partners: the nine cells, the bounds of points, the outcome of the triage. */
export function PolicyFields({ policy, onChange }: Props) {
  return (
    <div>
      <Grid policy={policy} onChange={onChange} />
      <Bounds policy={policy} onChange={onChange} />
      <Outcomes policy={policy} onChange={onChange} />
    </div>
  )
}

function Grid({ policy, onChange }: Props) {
  const { t } = useTranslation()
  const locale = useLocale()
  const band = (axis: 'impact' | 'likelihood', at: number) => policy[axis].bounds[at]?.label[locale] ?? ''
  return (
    <Section title={t('classification.grid')} note={t('classification.gridHelp')}>
      <div className="policy-grid">
        {ROWS.map((row) => [
          <span key={`head${row}`}>{`${policy.impact.label[locale]} ${band('impact', row)}`}</span>,
          ...COLUMNS.map((column) => (
            <NativeSelect
              key={`${row}${column}`}
              aria-label={`${policy.impact.label[locale]} ${band('impact', row)} × ${policy.likelihood.label[locale]} ${band('likelihood', column)}`}
              data={LEVELS.map((level) => ({ value: String(level), label: `R${level}` }))}
              value={String(policy.matrix.grid[row]?.[column] ?? 0)}
              onChange={(event) => onChange(withCell(policy, row, column, Number(event.currentTarget.value)))}
            />
          )),
        ])}
        <span />
        {COLUMNS.map((column) => (
          <span key={column}>{`${policy.likelihood.label[locale]} ${band('likelihood', column)}`}</span>
        ))}
      </div>
    </Section>
  )
}

function Bounds({ policy, onChange }: Props) {
  const { t } = useTranslation()
  const locale = useLocale()
  return (
    <Section title={t('classification.bounds')}>
      <div className="policy-fields">
        {(['impact', 'likelihood'] as const).flatMap((axis) =>
          [1, 2].map((at) => {
            const bounds = policy[axis].bounds
            const first = (bounds[at - 1]?.from ?? 0) + 1
            const last = bounds[at]?.to ?? first
            return (
              <NativeSelect
                key={`${axis}${at}`}
                label={t('classification.boundFrom', {
                  axis: policy[axis].label[locale],
                  band: bounds[at]?.label[locale] ?? '',
                })}
                data={Array.from({ length: Math.max(1, last - first + 1) }, (_, step) => String(first + step))}
                value={String(bounds[at]?.from ?? first)}
                onChange={(event) => onChange(withBound(policy, axis, at, Number(event.currentTarget.value)))}
              />
            )
          }),
        )}
      </div>
    </Section>
  )
}

function Outcomes({ policy, onChange }: Props) {
  const { t } = useTranslation()
  const locale = useLocale()
  const textOf = (key: string) => policy.triage.questions.find((one) => one.key === key)?.text[locale] ?? key
  return (
    <Section title={t('classification.outcomes')}>
      <div className="policy-fields">
        {policy.triage.outcomes.map((outcome, at) => (
          <NativeSelect
            key={outcome.yes.join()}
            label={outcome.yes.length === 0 ? t('classification.outcomeNone') : outcome.yes.map(textOf).join(' ＋ ')}
            data={LEVELS.map((level) => `R${level}`)}
            value={outcome.level}
            onChange={(event) => onChange(withOutcome(policy, at, event.currentTarget.value))}
          />
        ))}
      </div>
    </Section>
  )
}
