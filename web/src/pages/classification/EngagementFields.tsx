import { Checkbox, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useUnitNames } from '../../lib/unit-names.ts'
import { DateField } from '../../ui/DateField.tsx'
import { TextField } from '../../ui/Field.tsx'
import { errorOf, type FieldProblem } from '../../ui/form-problems.ts'
import { NumberField } from '../../ui/NumberField.tsx'
import { Section } from '../../ui/Section.tsx'
import { ConnectionFields } from './ConnectionFields.tsx'
import type { Draft } from './engagement-draft.ts'
import { OverseasFields } from './OverseasFields.tsx'
import type { RatingForm } from './queries.ts'

type Props = {
  form: RatingForm
  draft: Draft
  problems: readonly FieldProblem[]
  onChange: (change: Partial<Draft>) => void
}

/** The questions about an engagement in plain words: first facts, then what only a person can answer. */
export function EngagementFields(props: Props) {
  const { t } = useTranslation()
  return (
    <div>
      <Section title={t('classification.facts')}>
        <div className="policy-fields">
          <Work {...props} />
          <Data {...props} />
        </div>
        <ConnectionFields {...props} />
        <OverseasFields {...props} />
      </Section>
      <Section title={t('classification.judgement')}>
        <div className="policy-fields">
          <Judgement {...props} />
        </div>
      </Section>
    </div>
  )
}

function Work({ draft, problems, onChange }: Props) {
  const { t } = useTranslation()
  const { units } = useUnitNames()
  const day = (key: 'periodStart' | 'periodEnd') => (
    <DateField
      id={key}
      label={t(`classification.${key}`)}
      value={draft[key]}
      onChange={(date) => onChange({ [key]: date })}
    />
  )
  return (
    <>
      <TextField
        id="purpose"
        label={t('classification.purpose')}
        required
        maxLength={200}
        value={draft.purpose}
        onChange={(purpose) => onChange({ purpose })}
        {...errorOf(problems, 'purpose')}
      />
      <NativeSelect
        label={t('classification.unit')}
        data={[
          { value: '', label: t('classification.noUnit') },
          ...units.map((unit) => ({ value: unit.id, label: unit.shown })),
        ]}
        value={draft.unitId ?? ''}
        onChange={(event) => onChange({ unitId: event.currentTarget.value || null })}
      />
      <TextField
        id="services"
        label={t('classification.services')}
        maxLength={500}
        value={draft.services}
        onChange={(services) => onChange({ services })}
      />
      <TextField
        id="contract"
        label={t('classification.contractRef')}
        maxLength={100}
        value={draft.contractRef}
        onChange={(contractRef) => onChange({ contractRef })}
      />
      {day('periodStart')}
      {day('periodEnd')}
      <NumberField
        id="fee"
        label={t('classification.yearlyFee')}
        value={draft.yearlyFee}
        onChange={(yearlyFee) => onChange({ yearlyFee })}
      />
    </>
  )
}

function Data({ form, draft, onChange }: Props) {
  const { t } = useTranslation()
  const held = draft.dataClasses
  const where = draft.onPartnerSystems === null ? '' : String(draft.onPartnerSystems)
  return (
    <>
      <fieldset className="choice-list">
        <legend>{t('classification.dataClasses')}</legend>
        <Checkbox
          label={t('classification.dataNone')}
          checked={held?.length === 0}
          onChange={(event) => onChange({ dataClasses: event.currentTarget.checked ? [] : null })}
        />
        {form.dataClasses.map(({ key, label }) => (
          <Checkbox
            key={key}
            label={label}
            checked={held?.includes(key) === true}
            onChange={(event) => {
              const rest = (held ?? []).filter((one) => one !== key)
              const next = event.currentTarget.checked ? [...rest, key] : rest
              onChange({ dataClasses: next.length === 0 ? null : next })
            }}
          />
        ))}
      </fieldset>
      <NativeSelect
        label={t('classification.dataVolume')}
        data={[
          { value: '', label: t('classification.unknown') },
          ...form.dataVolumes.map(({ key, label }) => ({ value: key, label })),
        ]}
        value={draft.dataVolume ?? ''}
        onChange={(event) => onChange({ dataVolume: event.currentTarget.value || null })}
      />
      <NumberField
        id="people"
        label={t('classification.personalCount')}
        value={draft.personalDataCount}
        onChange={(personalDataCount) => onChange({ personalDataCount })}
      />
      <NativeSelect
        label={t('classification.onPartnerSystems')}
        data={[
          { value: '', label: t('classification.unknown') },
          { value: 'true', label: t('classification.yes') },
          { value: 'false', label: t('classification.no') },
        ]}
        value={where}
        onChange={(event) =>
          onChange({ onPartnerSystems: event.currentTarget.value === '' ? null : event.currentTarget.value === 'true' })
        }
      />
    </>
  )
}

function Judgement({ form, draft, onChange }: Props) {
  const { t } = useTranslation()
  return form.factors.map((factor) => (
    <NativeSelect
      key={factor.key}
      label={factor.question}
      description={factor.points.find((one) => one.points === draft.answers[factor.key])?.criteria}
      data={[
        {
          value: '',
          label: t(factor.proposedFrom === 'answer' ? 'classification.choose' : 'classification.asProposed'),
        },
        ...factor.points.map(({ points, label }) => ({ value: String(points), label: `${label}（${points}）` })),
      ]}
      value={draft.answers[factor.key]?.toString() ?? ''}
      onChange={(event) => {
        const { [factor.key]: _before, ...rest } = draft.answers
        const chosen = event.currentTarget.value
        onChange({ answers: chosen === '' ? rest : { ...rest, [factor.key]: Number(chosen) } })
      }}
    />
  ))
}
