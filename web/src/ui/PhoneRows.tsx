import { useTranslation } from 'react-i18next'
import { RowCheckbox } from './RowCheckbox.tsx'
import { type DataTableProps, toggled } from './table-types.ts'

/** The table on a phone: the name, then everything that matters in a second line; chosen rows wait for the acts at the foot. */
export function PhoneRows<Row>({ caption, rows, idOf, nameOf, name, meta, columns, selection }: DataTableProps<Row>) {
  const { t } = useTranslation()
  return (
    <ul className={selection ? 'phone-rows selectable' : 'phone-rows'} aria-label={caption}>
      {rows.map((row) => {
        const id = idOf(row)
        const on = selection?.ids.has(id) ?? false
        return (
          <li key={id} className={on ? 'selected' : undefined}>
            {selection && (
              <RowCheckbox
                label={t('common.selectRow', { name: nameOf(row) })}
                checked={on}
                onChange={(next) => selection.onChange(toggled(selection.ids, id, next))}
              />
            )}
            <div className="phone-row">
              <div className="name-line">{name(row)}</div>
              {meta && <div className="meta">{meta(row)}</div>}
              <dl>
                {columns
                  .filter((column) => column.phone !== 'hidden')
                  .map((column) => (
                    <div key={column.key}>
                      <dt className="visually-hidden">{column.header}</dt>
                      <dd>{column.cell(row)}</dd>
                    </div>
                  ))}
              </dl>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
