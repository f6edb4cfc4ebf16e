import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { answer, api } from '../../lib/api.ts'
import { formatMoment } from '../../lib/format-date.ts'
import { useLocale } from '../../lib/locale.ts'
import { Section } from '../../ui/Section.tsx'
import { ZONE } from './partner-columns.tsx'
import { RowForm } from './RowForm.tsx'

type Note = components['schemas']['PartnerNote']

export function NotesBlock({ id, notes, editable }: { id: string; notes: Note[]; editable: boolean }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const now = new Date().toISOString()
  return (
    <Section title={t('partners.notes')}>
      <ul className="plain-rows">
        {notes.map((note) => (
          <li key={note.id}>
            <span className="note-text">{note.body}</span>
            <span className="meta">
              {t('partners.noteBy', {
                date: formatMoment(note.createdAt, now, ZONE, locale),
                name: note.by ?? t('partners.fromLink'),
              })}
            </span>
          </li>
        ))}
      </ul>
      {editable && (
        <RowForm
          label={t('partners.addNote')}
          initial={{}}
          fields={[{ name: 'body', label: t('partners.notes'), required: true }]}
          save={({ body = '' }) =>
            answer(api.POST('/api/v1/partners/{id}/notes', { params: { path: { id } }, body: { body } }))
          }
        />
      )}
    </Section>
  )
}
