import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { sessionQuery, useSession } from '../../lib/session.ts'
import { Signal } from '../../ui/Signal.tsx'
import { showNotice } from '../../ui/undo-notice.tsx'
import { ProofForm } from './ProofForm.tsx'
import { RecoveryCodes, SecondFactor } from './SecondFactor.tsx'

type Proof = { currentPassword: string; code: string }
type Step = { kind: 'shown' } | { kind: 'replace' } | { kind: 'renew' } | { kind: 'scan'; proof: Proof }

/** Whether the second sign-in step is registered; another device or new codes only against password and present code. */
export function SecondFactorState() {
  const { t } = useTranslation()
  const session = useSession()
  const client = useQueryClient()
  const [step, setStep] = useState<Step>({ kind: 'shown' })
  const renew = useMutation({
    mutationFn: (proof: Proof) => body(api.POST('/api/v1/account/recovery-codes', { body: proof })),
  })
  const back = () => setStep({ kind: 'shown' })
  const done = async () => {
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    back()
    showNotice(t('account.mfaDone'))
  }
  if (session === undefined) return null
  if (renew.data) {
    return (
      <RecoveryCodes
        codes={renew.data.recoveryCodes}
        onDone={() => {
          renew.reset()
          back()
          showNotice(t('account.mfaRenewed'))
        }}
      />
    )
  }
  if (!session.mfa) return <SecondFactor onDone={done} />
  if (step.kind === 'scan') return <SecondFactor proof={step.proof} onDone={done} />
  if (step.kind === 'replace')
    return <ProofForm onProof={(proof) => setStep({ kind: 'scan', proof })} onCancel={back} />
  if (step.kind === 'renew')
    return <ProofForm saving={renew} onProof={(proof) => renew.mutate(proof)} onCancel={back} />
  return (
    <div className="form">
      <p>
        <Signal weight="done" word={t('account.mfaRegistered')} />
      </p>
      <p className="prose">{t('account.mfaRegisteredLead')}</p>
      <div className="form-acts">
        <Button onClick={() => setStep({ kind: 'replace' })}>{t('account.mfaReplace')}</Button>
        <Button onClick={() => setStep({ kind: 'renew' })}>{t('account.mfaRenew')}</Button>
      </div>
    </div>
  )
}
