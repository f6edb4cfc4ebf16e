// What must I do before anything else opens? For a member who still owes the second sign-in step.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { sessionQuery, useSignOut } from '../lib/session.ts'
import { SecondFactor } from './account/SecondFactor.tsx'
import { BareFrame } from './BareFrame.tsx'

export function SecondFactorPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const signOut = useSignOut(() => navigate({ to: '/sign-in' }))
  const start = async () => {
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey, refetchType: 'all' })
    await client.fetchQuery(sessionQuery)
    await navigate({ to: '/' })
  }
  return (
    <BareFrame title={t('account.mfaPendingTitle')}>
      <p className="bare-lead">{t('account.mfaPendingLead')}</p>
      <SecondFactor onDone={start} />
      <p>
        <button type="button" className="plain-button link-button" onClick={() => signOut.mutate()}>
          {t('shell.signOut')}
        </button>
      </p>
    </BareFrame>
  )
}
