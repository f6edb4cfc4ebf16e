import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Section } from '../../ui/Section.tsx'
import type { Import } from './import-queries.ts'

/** What an undo had to leave as it is, and why. */
export function UndoNotes({ notes }: { notes: Import['undoNotes'] }) {
  const { t } = useTranslation()
  return (
    <Section title={t('imports.undoneTitle')}>
      {notes.length === 0 ? (
        <EmptyState good text={t('imports.undoneAll')} />
      ) : (
        <ul className="import-next">
          {notes.map(({ partnerId, name, text }) => (
            <li key={`${partnerId} ${text}`}>
              <Link to="/partners/$id" params={{ id: partnerId }}>
                {name}
              </Link>
              <span className="meta">{text}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
