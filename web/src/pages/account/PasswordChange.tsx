import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../lib/api.ts'
import { PasswordField } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { errorOf, type FieldProblem } from '../../ui/form-problems.ts'
import { Strip } from '../../ui/Strip.tsx'
import { passwordLength } from '../setup-entries.ts'

const blank = { currentPassword: '', newPassword: '' }

export function PasswordChange() {
  const { t } = useTranslation()
  const [entered, setEntered] = useState(blank)
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const change = useMutation({
    mutationFn: () => answer(api.PUT('/api/v1/account/password', { body: entered })),
    onSuccess: () => setEntered(blank),
  })
  const submit = () => {
    const found = (['currentPassword', 'newPassword'] as const)
      .filter((id) => entered[id] === '')
      .map((id) => ({ id, message: t('common.required_field', { label: t(`account.${id}`) }) }))
    const length = [...entered.newPassword].length
    if (length > 0 && length < passwordLength) {
      found.push({ id: 'newPassword', message: t('setup.passwordShort', { count: length }) })
    }
    setProblems(found)
    if (found.length === 0) change.mutate()
  }
  return (
    <Form
      onSubmit={submit}
      saving={change}
      failed={t('account.failed')}
      problems={problems}
      submit={t('account.changePassword')}
      filled={false}
    >
      {change.isSuccess && <Strip weight="done">{t('account.passwordChanged')}</Strip>}
      <PasswordField
        id="currentPassword"
        label={t('account.currentPassword')}
        showLabel={t('signIn.showPassword')}
        required
        autoComplete="current-password"
        maxLength={200}
        value={entered.currentPassword}
        onChange={(currentPassword) => setEntered({ ...entered, currentPassword })}
        {...errorOf(problems, 'currentPassword')}
      />
      <PasswordField
        id="newPassword"
        label={t('account.newPassword')}
        help={t('setup.passwordHelp')}
        showLabel={t('signIn.showPassword')}
        required
        autoComplete="new-password"
        maxLength={200}
        value={entered.newPassword}
        onChange={(newPassword) => setEntered({ ...entered, newPassword })}
        {...errorOf(problems, 'newPassword')}
      />
    </Form>
  )
}
