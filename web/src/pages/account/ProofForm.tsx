import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PasswordField, TextField } from '../../ui/Field.tsx'
import { errorOf, type FieldProblem, FormSummary } from '../../ui/FormSummary.tsx'

type Proof = { currentPassword: string; code: string }
type Props = { onProof: (proof: Proof) => void; onCancel: () => void; pending?: boolean }

/** Password and present code: whoever finds an open screen has neither. */
export function ProofForm({ onProof, onCancel, pending = false }: Props) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const submit = () => {
    const digits = code.normalize('NFKC').replaceAll(/\D/g, '')
    const found: FieldProblem[] = []
    const missing = (label: string) => t('common.required_field', { label })
    if (password === '') found.push({ id: 'proofPassword', message: missing(t('account.currentPassword')) })
    if (digits.length !== 6) found.push({ id: 'proofCode', message: missing(t('account.mfaProofCode')) })
    setProblems(found)
    if (found.length === 0) onProof({ currentPassword: password, code: digits })
  }
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <p className="prose">{t('account.mfaProofLead')}</p>
      <FormSummary problems={problems} />
      <PasswordField
        id="proofPassword"
        label={t('account.currentPassword')}
        showLabel={t('signIn.showPassword')}
        required
        autoComplete="current-password"
        maxLength={200}
        value={password}
        onChange={setPassword}
        {...errorOf(problems, 'proofPassword')}
      />
      <TextField
        id="proofCode"
        label={t('account.mfaProofCode')}
        required
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        value={code}
        onChange={setCode}
        {...errorOf(problems, 'proofCode')}
      />
      <div className="form-acts">
        <Button type="submit" variant="filled" loading={pending}>
          {t('account.mfaProofNext')}
        </Button>
        <Button onClick={onCancel}>{t('account.mfaCancel')}</Button>
      </div>
    </form>
  )
}
