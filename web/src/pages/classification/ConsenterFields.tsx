import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { FieldLabel } from '../../ui/Field.tsx'

export type Consenters = { approverId: string; deciderId: string }

type Props = {
  consent: components['schemas']['OverrideConsent']
  chosen: Consenters
  onChange: (chosen: Consenters) => void
}

/** Who approves, where the policy wants that, and who decides; never the same person for both. */
export function ConsenterFields({ consent, chosen, onChange }: Props) {
  const { t } = useTranslation()
  const choices = (other: string) => [
    { value: '', label: t('classification.overrideAnyone') },
    ...consent.people.filter(({ id }) => id !== other).map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <>
      {consent.approval && (
        <NativeSelect
          label={<FieldLabel label={t('classification.overrideApprover')} />}
          data={choices(chosen.deciderId)}
          value={chosen.approverId}
          onChange={(event) => onChange({ ...chosen, approverId: event.currentTarget.value })}
        />
      )}
      <NativeSelect
        label={<FieldLabel label={t('classification.overrideDecider')} />}
        data={choices(chosen.approverId)}
        value={chosen.deciderId}
        onChange={(event) => onChange({ ...chosen, deciderId: event.currentTarget.value })}
      />
    </>
  )
}
