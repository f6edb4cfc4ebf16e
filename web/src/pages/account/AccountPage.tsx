// Who can act as me, and how is that kept safe? For each member, about their own sign-in.
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { Section } from '../../ui/Section.tsx'
import { ApiTokens } from './ApiTokens.tsx'
import { PasswordChange } from './PasswordChange.tsx'
import { SecondFactorState } from './SecondFactorState.tsx'
import { SignedInDevices } from './SignedInDevices.tsx'
import '../bare.css'

export function AccountPage() {
  const { t } = useTranslation()
  const session = useSession()
  return (
    <>
      <PageHead title={t('account.title')} {...(session ? { note: session.member.name } : {})} />
      <div className="two-columns">
        <div>
          <SignedInDevices />
          <ApiTokens />
        </div>
        <div>
          <Section title={t('account.mfa')}>
            <SecondFactorState />
          </Section>
          <Section title={t('account.password')}>
            <PasswordChange />
          </Section>
        </div>
      </div>
    </>
  )
}
