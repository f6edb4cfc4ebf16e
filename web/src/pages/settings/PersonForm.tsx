import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { type Locale, useLocale } from '../../lib/locale.ts'
import { PasswordField, TextField } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { errorOf, type FieldProblem } from '../../ui/form-problems.ts'
import { showNotice } from '../../ui/undo-notice.tsx'
import { passwordLength } from '../setup-entries.ts'
import { ChoiceField } from './ChoiceField.tsx'
import { RolesField } from './RolesField.tsx'
import { type Grant, rolesProblem } from './roles.ts'

type Props = { units: readonly { id: string; shown: string }[]; onDone: () => void }

/** Adds a colleague with a first password; the authenticator app follows at the first sign-in. */
export function PersonForm({ units, onDone }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const locale = useLocale()
  const [entered, setEntered] = useState({ name: '', reading: '', email: '', password: '', locale })
  const [grants, setGrants] = useState<Grant[]>([{ role: 'unit_member', scopeKind: 'assigned', unitId: null }])
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const set = (part: Partial<typeof entered>) => setEntered({ ...entered, ...part })
  const add = useMutation({
    mutationFn: () => body(api.POST('/api/v1/members', { body: { ...entered, roles: grants } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['members'] })
      onDone()
      showNotice(t('settings.saved'))
    },
  })
  const submit = () => {
    const found: FieldProblem[] = []
    const missing = (label: string) => t('common.required_field', { label })
    if (entered.name.trim() === '') found.push({ id: 'personName', message: missing(t('settings.personName')) })
    if (!/^\S+@\S+\.\S+$/.test(entered.email)) found.push({ id: 'personEmail', message: t('setup.emailWrong') })
    const count = [...entered.password].length
    if (count < passwordLength) found.push({ id: 'personPassword', message: t('setup.passwordShort', { count }) })
    const wrong = rolesProblem(grants)
    if (wrong !== undefined) found.push({ id: 'roles', message: t(`settings.${wrong}`) })
    setProblems(found)
    if (found.length === 0) add.mutate()
  }
  const languages: readonly { value: Locale; label: string }[] = [
    { value: 'ja', label: '日本語' },
    { value: 'en', label: 'English' },
  ]
  return (
    <Form
      onSubmit={submit}
      saving={add}
      failed={t('settings.saveFailed')}
      problems={problems}
      submit={t('settings.personAdd')}
      acts={<Button onClick={onDone}>{t('settings.cancel')}</Button>}
    >
      <TextField
        id="personName"
        label={t('settings.personName')}
        required
        maxLength={80}
        value={entered.name}
        onChange={(name) => set({ name })}
        {...errorOf(problems, 'personName')}
      />
      <TextField
        id="personReading"
        label={t('settings.personReading')}
        maxLength={80}
        value={entered.reading}
        onChange={(reading) => set({ reading })}
      />
      <TextField
        id="personEmail"
        type="email"
        label={t('settings.personEmail')}
        required
        inputMode="email"
        maxLength={254}
        value={entered.email}
        onChange={(email) => set({ email })}
        {...errorOf(problems, 'personEmail')}
      />
      <PasswordField
        id="personPassword"
        label={t('settings.personPassword')}
        help={t('settings.personPasswordHelp')}
        showLabel={t('signIn.showPassword')}
        required
        autoComplete="new-password"
        maxLength={200}
        value={entered.password}
        onChange={(password) => set({ password })}
        {...errorOf(problems, 'personPassword')}
      />
      <ChoiceField
        id="personLocale"
        label={t('settings.personLocale')}
        options={languages}
        value={entered.locale}
        onChange={(value) => set({ locale: value === 'en' ? 'en' : 'ja' })}
      />
      <RolesField grants={grants} units={units} onChange={setGrants} />
    </Form>
  )
}
