import type { ReactNode } from 'react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PlainTable } from './PlainTable.tsx'
import { Section } from './Section.tsx'
import './picture.css'

type Props = {
  title: string
  note?: string
  /** The sentence that stands for the picture. */
  sentence: string
  picture: ReactNode
  headers: readonly string[]
  rows: readonly (readonly string[])[]
  /** Pictures whose words would shrink below 12 px become their table on a phone. */
  phone?: 'picture' | 'table'
}

/** A picture that can always be read as a table. */
export function PictureTable({ title, note, sentence, picture, headers, rows, phone = 'picture' }: Props) {
  const { t } = useTranslation()
  const [asTable, setAsTable] = useState(false)
  const content = useId()
  return (
    <Section
      title={title}
      {...(note === undefined ? {} : { note })}
      act={
        <button
          type="button"
          className={`plain-button link-button ${phone === 'table' ? 'wide-only' : ''}`}
          aria-controls={content}
          aria-expanded={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? t('common.showPicture') : t('common.showTable')}
        </button>
      }
    >
      <div id={content} className={phone === 'table' ? 'picture-or-table' : undefined}>
        {!asTable && <figure aria-label={sentence}>{picture}</figure>}
        {(asTable || phone === 'table') && (
          <PlainTable className={asTable ? '' : 'phone-only'} caption={sentence} heads={headers}>
            {rows.map((row) => (
              <tr key={row.join('|')}>
                {row.map((cell, column) => (
                  <td key={headers[column]}>{cell}</td>
                ))}
              </tr>
            ))}
          </PlainTable>
        )}
      </div>
    </Section>
  )
}
