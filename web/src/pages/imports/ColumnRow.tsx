import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { AMOUNT_UNITS, KEPT_FIELDS } from '../../../../src/domain/intake/fields.ts'
import type { Import, MappedColumn } from './import-queries.ts'
import { hasUnit, type Kept, type Unit } from './mapping-draft.ts'

type Props = {
  column: Import['columns'][number]
  mapped: MappedColumn | undefined
  onField: (field: Kept | null) => void
  onUnit: (unit: Unit | null) => void
}

/** One column of the file: its heading and first values, and what they are taken for. */
export function ColumnRow({ column, mapped, onField, onUnit }: Props) {
  const { t } = useTranslation()
  const { index, letters, samples, hidden, notKept } = column
  const heading = column.heading === '' ? t('imports.noHeading') : column.heading
  const label = `${letters} ${heading}`
  return (
    <tr>
      <th scope="row">
        <span className="meta">{letters}</span> {heading}
        {hidden && <span className="meta"> {t('imports.hiddenColumn')}</span>}
      </th>
      <td className="import-samples">{samples.length === 0 ? t('imports.noValues') : samples.join(' ／ ')}</td>
      <td>
        <div className="import-meaning">
          <NativeSelect
            id={`column-${index}`}
            aria-label={`${label}：${t('imports.holds')}`}
            value={mapped?.field ?? ''}
            data={[
              { value: '', label: t('imports.unused') },
              ...KEPT_FIELDS.map((field) => ({ value: field, label: t(`imports.fields.${field}`) })),
            ]}
            onChange={(event) => onField(KEPT_FIELDS.find((field) => field === event.currentTarget.value) ?? null)}
          />
          {mapped !== undefined && hasUnit(mapped.field) && (
            <NativeSelect
              id={`unit-${index}`}
              aria-label={`${label}：${t('imports.unit')}`}
              value={mapped.unit ?? ''}
              data={[
                { value: '', label: t('imports.chooseUnit') },
                ...AMOUNT_UNITS.map((unit) => ({ value: unit, label: t(`imports.units.${unit}`) })),
              ]}
              onChange={(event) => onUnit(AMOUNT_UNITS.find((unit) => unit === event.currentTarget.value) ?? null)}
            />
          )}
          {mapped === undefined && notKept !== null && <span className="meta">{notKept}</span>}
        </div>
      </td>
    </tr>
  )
}
