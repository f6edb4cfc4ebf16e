import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, body } from '../lib/api.ts'
import { showLocale } from '../lib/locale.ts'
import { ChoiceList } from '../ui/ChoiceList.tsx'
import { PasswordField, TextField } from '../ui/Field.tsx'
import { Form } from '../ui/Form.tsx'
import { errorOf, type FieldProblem } from '../ui/form-problems.ts'
import { nextSetupStep, previousSetupStep, type SetupEntries, type SetupStep, setupProblems } from './setup-entries.ts'

type Props = {
  token: string
  step: SetupStep
  entries: SetupEntries
  onEntries: (entries: SetupEntries) => void
  onStep: (step: SetupStep) => void
}

const begin = async (token: string, entries: SetupEntries) => {
  const { email, password, name, locale } = entries
  await answer(
    api.POST('/api/v1/setup', {
      body: {
        setupToken: token,
        organization: { name: entries.organizationName.trim() },
        administrator: { name: name.trim(), email: email.trim(), password, locale },
        sampleCompany: entries.sample === 'yes',
      },
    }),
  )
  await body(api.POST('/api/v1/session', { body: { email: email.trim(), password } }))
}

export function SetupForm({ token, step, entries, onEntries, onStep }: Props) {
  const { t } = useTranslation()
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const finish = useMutation({ mutationFn: () => begin(token, entries), onSuccess: () => onStep('secondFactor') })
  const words = (problem: { id: string; text: 'missing' | 'email' | 'short' }) => {
    if (problem.text === 'email') return t('setup.emailWrong')
    if (problem.text === 'short') return t('setup.passwordShort', { count: [...entries.password].length })
    return t('common.required_field', { label: t(`setup.${problem.id as 'organizationName' | 'name' | 'email'}`) })
  }
  const submit = () => {
    const found = setupProblems(step, entries).map((problem) => ({ id: problem.id, message: words(problem) }))
    setProblems(found)
    if (found.length > 0) return
    if (step === 'sample') finish.mutate()
    else onStep(nextSetupStep(step))
  }
  return (
    <Form
      onSubmit={submit}
      saving={finish}
      failed={t('setup.failed')}
      problems={problems}
      submit={t(step === 'sample' ? 'setup.finish' : 'common.next')}
      acts={
        step !== 'organization' && (
          <Button onClick={() => onStep(previousSetupStep(step))}>{t('common.previous')}</Button>
        )
      }
    >
      <StepFields step={step} entries={entries} onEntries={onEntries} problems={problems} />
    </Form>
  )
}

type FieldsProps = Pick<Props, 'step' | 'entries' | 'onEntries'> & { problems: readonly FieldProblem[] }

function StepFields({ step, entries, onEntries, problems }: FieldsProps) {
  const { t } = useTranslation()
  const set = (part: Partial<SetupEntries>) => onEntries({ ...entries, ...part })
  if (step === 'organization') {
    return (
      <TextField
        id="organizationName"
        label={t('setup.organizationName')}
        help={t('setup.organizationHelp')}
        required
        autoComplete="organization"
        maxLength={200}
        value={entries.organizationName}
        onChange={(organizationName) => set({ organizationName })}
        {...errorOf(problems, 'organizationName')}
      />
    )
  }
  if (step === 'administrator') return <AdministratorFields entries={entries} set={set} problems={problems} />
  if (step === 'language') {
    return (
      <>
        <ChoiceList
          name="locale"
          legend={t('setup.languageQuestion')}
          options={[
            { key: 'ja', label: '日本語' },
            { key: 'en', label: 'English' },
          ]}
          value={entries.locale}
          onChange={(locale) => {
            set({ locale })
            void showLocale(locale)
          }}
        />
        <p className="meta">{t('setup.languageHelp')}</p>
      </>
    )
  }
  return (
    <ChoiceList
      name="sample"
      legend={t('setup.sampleQuestion')}
      options={[
        { key: 'yes', label: t('setup.sampleYes'), help: t('setup.sampleYesHelp') },
        { key: 'no', label: t('setup.sampleNo'), help: t('setup.sampleNoHelp') },
      ]}
      value={entries.sample}
      onChange={(sample) => set({ sample })}
    />
  )
}

type AdministratorProps = {
  entries: SetupEntries
  set: (part: Partial<SetupEntries>) => void
  problems: readonly FieldProblem[]
}

function AdministratorFields({ entries, set, problems }: AdministratorProps) {
  const { t } = useTranslation()
  return (
    <>
      <TextField
        id="name"
        label={t('setup.name')}
        required
        autoComplete="name"
        maxLength={100}
        value={entries.name}
        onChange={(name) => set({ name })}
        {...errorOf(problems, 'name')}
      />
      <TextField
        id="email"
        type="email"
        label={t('setup.email')}
        required
        autoComplete="username"
        inputMode="email"
        maxLength={254}
        value={entries.email}
        onChange={(email) => set({ email })}
        {...errorOf(problems, 'email')}
      />
      <PasswordField
        id="password"
        label={t('setup.password')}
        help={t('setup.passwordHelp')}
        showLabel={t('signIn.showPassword')}
        required
        autoComplete="new-password"
        maxLength={200}
        value={entries.password}
        onChange={(password) => set({ password })}
        {...errorOf(problems, 'password')}
      />
    </>
  )
}
