import { Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { api, body } from '../../lib/api.ts'
import { ifMatch } from '../../lib/if-match.ts'
import { problemOf } from '../../lib/problem.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Field, PasswordField, TextField } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { errorOf, type FieldProblem } from '../../ui/form-problems.ts'
import { LeaveGuard } from '../../ui/LeaveGuard.tsx'
import { Section } from '../../ui/Section.tsx'
import { Strip } from '../../ui/Strip.tsx'
import { entriesOf, isInRange, type MailEntries, neededEntries, numberRanges, settingsFrom } from './mail-entries.ts'
import { mailQuery } from './mail-query.ts'
import './mail.css'

type Settings = components['schemas']['MailSettings']

export function MailForm({ settings, onUnsaved }: { settings: Settings; onUnsaved: (unsaved: boolean) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [entered, setEntered] = useState(() => entriesOf(settings))
  const [changed, setChanged] = useState(false)
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const mark = (unsaved: boolean) => {
    setChanged(unsaved)
    onUnsaved(unsaved)
  }
  const save = useMutation({
    mutationFn: () =>
      body(api.PUT('/api/v1/settings/mail', { body: settingsFrom(entered), headers: ifMatch(settings.version) })),
    onSuccess: (saved) => {
      client.setQueryData(mailQuery.queryKey, saved)
      setEntered(entriesOf(saved))
      mark(false)
    },
    onError: (error) => setProblems(problemOf(error).fields.map(({ field, message }) => ({ id: field, message }))),
  })
  const labels = { host: t('mail.host'), fromName: t('mail.fromName'), fromAddress: t('mail.fromAddress') }
  const submit = () => {
    const found: FieldProblem[] = neededEntries
      .filter((id) => entered[id].trim() === '')
      .map((id) => ({ id, message: t('common.required_field', { label: labels[id] }) }))
    for (const [id, label] of [
      ['port', t('mail.port')],
      ['ratePerMinute', t('mail.rate')],
    ] as const)
      if (!isInRange(entered[id], numberRanges[id]))
        found.push({ id, message: t('mail.number', { label, ...numberRanges[id] }) })
    setProblems(found)
    if (found.length === 0) save.mutate()
  }
  const entry = <K extends keyof MailEntries>(id: K) => ({
    id,
    value: entered[id],
    onChange: (value: MailEntries[K]) => {
      setEntered({ ...entered, [id]: value })
      mark(true)
    },
    ...errorOf(problems, id),
  })
  return (
    <Form
      className="page-form mail-form"
      onSubmit={submit}
      saving={save}
      failed={t('mail.failed')}
      problems={problems}
      submit={t('common.save')}
    >
      <LeaveGuard unsaved={changed} />
      {save.isSuccess && !changed && <Strip weight="done">{t('mail.saved')}</Strip>}
      <Section title={t('mail.server')}>
        <div className="form">
          <TextField {...entry('host')} label={t('mail.host')} help={t('mail.hostHelp')} required maxLength={253} />
          <ChoiceList
            name="security"
            legend={t('mail.security')}
            options={[
              { key: 'starttls', label: t('mail.starttls'), help: t('mail.starttlsHelp') },
              { key: 'tls', label: t('mail.tls'), help: t('mail.tlsHelp') },
              { key: 'none', label: t('mail.plain'), help: t('mail.plainHelp') },
            ]}
            value={entered.security}
            onChange={entry('security').onChange}
          />
          <TextField {...entry('port')} label={t('mail.port')} required inputMode="numeric" maxLength={6} />
          <TextField
            {...entry('username')}
            label={t('mail.username')}
            help={t('mail.usernameHelp')}
            autoComplete="off"
            maxLength={254}
          />
          <PasswordField
            {...entry('password')}
            label={t('mail.password')}
            help={settings.hasPassword ? t('mail.passwordKept') : t('mail.passwordHelp')}
            showLabel={t('mail.showPassword')}
            autoComplete="new-password"
            maxLength={1000}
          />
          <Field
            id="certificateAuthority"
            label={t('mail.authority')}
            help={t('mail.authorityHelp')}
            {...errorOf(problems, 'certificateAuthority')}
          >
            <Textarea
              id="certificateAuthority"
              rows={3}
              maxLength={20_000}
              value={entered.certificateAuthority}
              onChange={(event) => entry('certificateAuthority').onChange(event.currentTarget.value)}
            />
          </Field>
        </div>
      </Section>
      <Section title={t('mail.sender')}>
        <div className="form">
          <TextField
            {...entry('fromName')}
            label={t('mail.fromName')}
            help={t('mail.fromNameHelp')}
            required
            maxLength={120}
          />
          <TextField
            {...entry('fromAddress')}
            label={t('mail.fromAddress')}
            help={t('mail.fromAddressHelp')}
            required
            type="email"
            maxLength={254}
          />
          <TextField
            {...entry('replyTo')}
            label={t('mail.replyTo')}
            help={t('mail.replyToHelp')}
            type="email"
            maxLength={254}
          />
          <TextField
            {...entry('ratePerMinute')}
            label={t('mail.rate')}
            help={t('mail.rateHelp')}
            required
            inputMode="numeric"
            maxLength={6}
          />
        </div>
      </Section>
    </Form>
  )
}
