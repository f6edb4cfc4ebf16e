import { MultiSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { listed } from '../../lib/listed.ts'
import { useLocale } from '../../lib/locale.ts'
import { useUnitNames } from '../../lib/unit-names.ts'

type Props = { id: string; value: readonly string[]; onChange: (ids: string[]) => void; error?: string }

/** Which units work with a partner: those of the reader to choose, the others as they stand. An organisation of one unit has nothing to choose. */
export function UnitsField({ id, value, onChange, error }: Props) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { units } = useUnitNames()
  const own = units.filter((unit) => unit.mine)
  const others = units.filter((unit) => !unit.mine && value.includes(unit.id))
  if (units.length < 2 || own.length === 0) return null
  const names = listed(
    others.map((unit) => unit.shown),
    locale,
  )
  return (
    <MultiSelect
      id={id}
      label={t('partners.units')}
      description={[t('partners.unitsHelp'), others.length > 0 ? t('partners.unitsOthers', { names }) : '']
        .join(' ')
        .trim()}
      searchable
      maxValues={50}
      nothingFoundMessage={t('partners.none')}
      comboboxProps={{ withinPortal: false }}
      data={own.map((unit) => ({ value: unit.id, label: unit.shown }))}
      value={value.filter((each) => own.some((unit) => unit.id === each))}
      onChange={(chosen) => onChange([...chosen, ...others.map((unit) => unit.id)])}
      {...(error === undefined ? {} : { error })}
    />
  )
}
