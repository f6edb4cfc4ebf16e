import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PasswordField, TextField } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { errorOf, type FieldProblem } from '../../ui/form-problems.ts'

type Proof = { currentPassword: string; code: string }
type Saving = { error: Error | null; isPending: boolean }
type Props = { onProof: (proof: Proof) => void; onCancel: () => void; saving?: Saving }

// Another device asks nothing of the server yet: its proof goes with the next step.
const atOnce: Saving = { error: null, isPending: false }

/** Password and present code: whoever finds an open screen has neither. */
export function ProofForm({ onProof, onCancel, saving = atOnce }: Props) {
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
    <Form
      onSubmit={submit}
      saving={saving}
      failed={t('account.failed')}
      problems={problems}
      lead={<p className="prose">{t('account.mfaProofLead')}</p>}
      submit={t('account.mfaProofNext')}
      acts={<Button onClick={onCancel}>{t('account.mfaCancel')}</Button>}
    >
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
    </Form>
  )
}
