// Who can act as me, and how is that kept safe? For each member, about their own sign-in.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../lib/session.ts'
import { PageHead } from '../ui/PageHead.tsx'
import { Section } from '../ui/Section.tsx'
import { Strip } from '../ui/Strip.tsx'
import { PasswordChange } from './PasswordChange.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import { SignedInDevices } from './SignedInDevices.tsx'
import './bare.css'

export function AccountPage() {
  const { t } = useTranslation()
  const session = useSession()
  const [registered, setRegistered] = useState(false)
  return (
    <>
      <PageHead title={t('account.title')} {...(session ? { note: session.member.name } : {})} />
      <div className="two-columns">
        <div>
          <SignedInDevices />
        </div>
        <div>
          <Section title={t('account.password')}>
            <PasswordChange />
          </Section>
          <Section title={t('account.mfa')}>
            {registered ? (
              <Strip weight="done">{t('account.mfaDone')}</Strip>
            ) : (
              <SecondFactor onDone={() => setRegistered(true)} />
            )}
          </Section>
        </div>
      </div>
    </>
  )
}
