// How do I begin? For the person who has just started the server for the first time.
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../lib/locale.ts'
import { SignalShape } from '../ui/Signal.tsx'
import { SecondFactor } from './account/SecondFactor.tsx'
import { BareFrame } from './BareFrame.tsx'
import { SetupForm } from './SetupForm.tsx'
import { type SetupEntries, type SetupStep, setupSteps } from './setup-entries.ts'

export function SetupPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const locale = useLocale()
  const [token] = useState(() => location.hash.slice(1))
  const [step, setStep] = useState<SetupStep>('organization')
  const [entries, setEntries] = useState<SetupEntries>({
    organizationName: '',
    name: '',
    email: '',
    password: '',
    locale,
    sample: 'yes',
  })
  if (token === '') {
    return (
      <BareFrame title={t('setup.title')}>
        <p>{t('setup.linkMissing')}</p>
        <p className="bare-lead">{t('setup.linkMissingNext')}</p>
      </BareFrame>
    )
  }
  const start = () => navigate({ to: '/' })
  return (
    <BareFrame title={t('setup.title')}>
      {step === 'organization' && <p className="bare-lead">{t('setup.lead')}</p>}
      <Steps current={step} />
      {step === 'secondFactor' ? (
        <SecondFactor onDone={start} />
      ) : (
        <SetupForm token={token} step={step} entries={entries} onEntries={setEntries} onStep={setStep} />
      )}
    </BareFrame>
  )
}

function Steps({ current }: { current: SetupStep }) {
  const { t } = useTranslation()
  const at = setupSteps.indexOf(current)
  return (
    <ol className="wizard-steps" aria-label={t('setup.steps')}>
      {setupSteps.map((step, place) => (
        <li key={step} {...(step === current ? { 'aria-current': 'step' as const } : {})}>
          <SignalShape weight={place < at ? 'done' : place === at ? 'open' : 'unknown'} />
          {t(`setup.step.${step}`)}
        </li>
      ))}
    </ol>
  )
}
