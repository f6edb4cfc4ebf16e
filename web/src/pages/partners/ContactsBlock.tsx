import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { answer, api } from '../../lib/api.ts'
import { useClock } from '../../lib/clock.ts'
import { ifMatch } from '../../lib/if-match.ts'
import { problemOf } from '../../lib/problem.ts'
import { ConfirmAct } from '../../ui/ConfirmAct.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Section.tsx'
import { zoneOptions } from '../settings/zones.ts'
import { RowForm } from './RowForm.tsx'

type Contact = components['schemas']['Contact']
const ROLES = ['main', 'security', 'executive', 'emergency', 'other'] as const
const LANGUAGES = [
  { value: 'ja', label: '日本語' },
  { value: 'en', label: 'English' },
  { value: 'zh-CN', label: '中文' },
  { value: 'vi', label: 'Tiếng Việt' },
  { value: 'th', label: 'ไทย' },
] as const

export function ContactsBlock({ id, contacts, editable }: { id: string; contacts: Contact[]; editable: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: (contact: Contact) =>
      answer(
        api.POST('/api/v1/partners/{id}/contacts/{contactId}/revoke', {
          params: { path: { id, contactId: contact.id } },
          headers: ifMatch(contact.version),
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['partners'] }),
  })
  return (
    <Section title={t('partners.contacts')}>
      {revoke.error && <ErrorState what={t('partners.saveFailed')} problem={problemOf(revoke.error)} />}
      <ul className="plain-rows">
        {contacts.map((contact) => (
          <li key={contact.id}>
            <b>{contact.name}</b>
            <span className="meta">
              {t(`partners.roles.${contact.role}`)} {contact.department}
            </span>
            {contact.email !== null && <span>{contact.email}</span>}
            {contact.phone !== null && <a href={`tel:${contact.phoneE164 ?? contact.phone}`}>{contact.phone}</a>}
            <span className="row-end">
              {contact.revokedAt !== null ? (
                t('partners.revoked')
              ) : editable ? (
                <span className="row-acts">
                  <ContactForm id={id} contact={contact} />
                  <ConfirmAct
                    word={t('partners.revoke')}
                    title={`${contact.name} ${t('partners.revoke')}`}
                    text={t('partners.revokeText')}
                    onConfirm={() => revoke.mutate(contact)}
                  />
                </span>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      {editable && <ContactForm id={id} />}
    </Section>
  )
}

function ContactForm({ id, contact }: { id: string; contact?: Contact }) {
  const { t } = useTranslation()
  const { zone } = useClock()
  return (
    <RowForm
      label={t(contact === undefined ? 'partners.addContact' : 'partners.editRow')}
      {...(contact === undefined ? {} : { edits: t('partners.editOf', { name: contact.name }) })}
      initial={
        contact === undefined
          ? { role: 'main', lang: 'ja', tz: zone }
          : {
              name: contact.name,
              department: contact.department,
              role: contact.role,
              email: contact.email ?? '',
              phone: contact.phone ?? '',
              lang: contact.lang,
              tz: contact.tz,
            }
      }
      fields={[
        { name: 'name', label: t('partners.contactName'), required: true },
        { name: 'department', label: t('partners.department') },
        {
          name: 'role',
          label: t('partners.role'),
          choices: ROLES.map((value) => ({ value, label: t(`partners.roles.${value}`) })),
        },
        { name: 'email', label: t('partners.email'), help: t('partners.reachHelp') },
        { name: 'phone', label: t('partners.phone') },
        { name: 'lang', label: t('partners.lang'), choices: LANGUAGES },
        { name: 'tz', label: t('partners.tz'), choices: zoneOptions(contact?.tz ?? zone) },
      ]}
      save={({ name = '', department = '', role, email, phone, lang, tz = zone }) => {
        const body = {
          name,
          department,
          tz,
          role: ROLES.find((each) => each === role) ?? 'main',
          lang: LANGUAGES.find((each) => each.value === lang)?.value ?? 'ja',
          email: email || null,
          phone: phone || null,
        }
        return contact === undefined
          ? answer(api.POST('/api/v1/partners/{id}/contacts', { params: { path: { id } }, body }))
          : answer(
              api.PUT('/api/v1/partners/{id}/contacts/{contactId}', {
                params: { path: { id, contactId: contact.id } },
                headers: ifMatch(contact.version),
                body,
              }),
            )
      }}
    />
  )
}
