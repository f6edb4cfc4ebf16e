import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/Section.tsx'
import type { Import } from './import-queries.ts'

const SKIPPED = ['preamble', 'section', 'total', 'note', 'repeatedHeading', 'blankNumbered', 'blank'] as const

/** What was noticed about the file as a whole: nothing is passed over in silence. */
export function FileNotes({ data }: { data: Import }) {
  const { t } = useTranslation()
  const skipped = SKIPPED.flatMap((reason) => {
    const count = data.skipped[reason] ?? 0
    return count === 0 ? [] : [t(`imports.skipped.${reason}`, { count })]
  })
  if (skipped.length === 0 && data.notes.length === 0) return null
  return (
    <Section title={t('imports.fileNotes')}>
      <ul className="import-notes">
        {skipped.length > 0 && (
          <li>
            {t('imports.skippedLead')}
            {skipped.join(' ・ ')}
          </li>
        )}
        {data.notes.map((note) => (
          <li key={`${note.code} ${note.column} ${note.field}`}>{note.text}</li>
        ))}
      </ul>
    </Section>
  )
}
