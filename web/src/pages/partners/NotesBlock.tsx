import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { answer, api } from '../../lib/api.ts'
import { useClock } from '../../lib/clock.ts'
import { Section } from '../../ui/Section.tsx'
import { RowForm } from './RowForm.tsx'

type Note = components['schemas']['PartnerNote']

export function NotesBlock({ id, notes, editable }: { id: string; notes: Note[]; editable: boolean }) {
  const { t } = useTranslation()
  const { moment } = useClock()
  return (
    <Section title={t('partners.notes')}>
      <ul className="plain-rows">
        {notes.map((note) => (
          <li key={note.id}>
            <span className="note-text">{note.body}</span>
            <span className="meta">
              {t('partners.noteBy', {
                date: moment(note.createdAt),
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
