import { useTranslation } from 'react-i18next'
import { usePhone } from '../lib/use-phone.ts'
import { ColumnChoice } from './ColumnChoice.tsx'
import { ErrorState } from './ErrorState.tsx'
import { PhoneRows } from './PhoneRows.tsx'
import { RowCheckbox } from './RowCheckbox.tsx'
import { SkeletonRows } from './Skeleton.tsx'
import { SortHeader } from './SortHeader.tsx'
import { TableFoot } from './TableFoot.tsx'
import { type DataTableProps, toggled } from './table-types.ts'
import { useLate } from './use-late.ts'
import './table.css'

/** The list of every page: name first, cursor pages, selection with its acts at the foot; old rows stay dimmed while new ones load, and stay when no new ones come. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, loading = false, problem, empty, pager, selection, hidden } = props
  const phone = usePhone()
  const late = useLate(loading)
  const shown = hidden ? props.columns.filter((column) => !hidden.keys.has(column.key)) : props.columns
  const failure = problem && <ErrorState what={problem.what} problem={problem.problem} onRetry={problem.retry} />
  if (rows.length === 0)
    return failure ?? (loading ? <SkeletonRows shown={late} /> : <div className="table-empty">{empty}</div>)
  return (
    <div className={`data-table ${loading ? 'dim' : ''}`} aria-busy={loading}>
      {failure}
      {phone ? <PhoneRows {...props} /> : <WideTable {...props} columns={shown} />}
      <TableFoot
        {...(selection ? { selection } : {})}
        {...(pager ? { pager } : {})}
        {...(hidden && !phone ? { columns: <ColumnChoice columns={props.columns} hidden={hidden} /> } : {})}
      />
    </div>
  )
}

function WideTable<Row>(props: DataTableProps<Row>) {
  const { caption, rows, idOf, nameOf, name, meta, columns, selection, sort, onSort } = props
  const { t } = useTranslation()
  const ids = rows.map(idOf)
  const chosen = ids.filter((id) => selection?.ids.has(id)).length
  const sorting = { ...(sort ? { sort } : {}), ...(onSort ? { onSort } : {}) }
  const nameColumn = {
    header: props.nameHeader,
    key: props.nameSortKey ?? 'name',
    sortable: props.nameSortKey !== undefined,
  }
  return (
    <div className="table-scroller">
      <table>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {selection && (
              <th scope="col" className="check">
                <RowCheckbox
                  label={t('common.selectAll')}
                  checked={chosen === ids.length}
                  mixed={chosen > 0 && chosen < ids.length}
                  onChange={(on) => selection.onChange(new Set(on ? ids : []))}
                />
              </th>
            )}
            <SortHeader column={nameColumn} {...sorting} />
            {columns.map((column) => (
              <SortHeader key={column.key} column={column} {...sorting} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const id = idOf(row)
            const on = selection?.ids.has(id) ?? false
            return (
              <tr key={id} className={on ? 'selected' : undefined}>
                {selection && (
                  <td className="check">
                    <RowCheckbox
                      label={t('common.selectRow', { name: nameOf(row) })}
                      checked={on}
                      onChange={(next) => selection.onChange(toggled(selection.ids, id, next))}
                    />
                  </td>
                )}
                <th scope="row" className="name" title={nameOf(row)}>
                  <span className="name-line">{name(row)}</span>
                  {meta && <span className="meta">{meta(row)}</span>}
                </th>
                {columns.map((column) => (
                  <td key={column.key} className={column.align === 'end' ? 'end' : undefined}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
