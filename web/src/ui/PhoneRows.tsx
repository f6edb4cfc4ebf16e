import type { DataTableProps } from './table-types.ts'

/** The table on a phone: the name, then everything that matters in a second line. */
export function PhoneRows<Row>({ caption, rows, idOf, name, meta, columns }: DataTableProps<Row>) {
  return (
    <ul className="phone-rows" aria-label={caption}>
      {rows.map((row) => (
        <li key={idOf(row)}>
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
        </li>
      ))}
    </ul>
  )
}
