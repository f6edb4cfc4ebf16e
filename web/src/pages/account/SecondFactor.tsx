import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { TextField } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { useQr } from '../../ui/use-qr.ts'

const inFours = (secret: string) => secret.match(/.{1,4}/g)?.join(' ') ?? secret

type Proof = { currentPassword: string; code: string }

/** Registers an authenticator app: read the code, confirm six digits, keep the recovery codes. */
export function SecondFactor({ onDone, proof }: { onDone: () => void; proof?: Proof }) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const start = useMutation({
    mutationFn: () =>
      proof === undefined
        ? body(api.POST('/api/v1/account/totp'))
        : body(api.POST('/api/v1/account/totp/replacement', { body: proof })),
  })
  const confirm = useMutation({
    mutationFn: (digits: string) => body(api.POST('/api/v1/account/totp/confirm', { body: { code: digits } })),
  })
  const image = useQr(start.data?.otpauthUri)
  if (confirm.data) return <RecoveryCodes codes={confirm.data.recoveryCodes} onDone={onDone} />
  return (
    <Form
      onSubmit={() => confirm.mutate(code.normalize('NFKC').replaceAll(/\D/g, ''))}
      saving={{ error: start.error ?? confirm.error, isPending: confirm.isPending }}
      failed={t('account.mfaFailed')}
      safe={t('errors.nothingLost')}
      lead={<p className="bare-lead prose">{t('account.mfaLead')}</p>}
      submit={start.data === undefined ? null : t('account.mfaConfirm')}
    >
      {start.data === undefined ? (
        <div className="form-acts">
          <Button variant="filled" loading={start.isPending} onClick={() => start.mutate()}>
            {t('account.mfaStart')}
          </Button>
        </div>
      ) : (
        <>
          <div>
            <p>{t('account.mfaScan')}</p>
            {image === undefined ? <div className="qr" /> : <img className="qr" src={image} alt={t('account.mfaQr')} />}
            <p className="meta">{t('account.mfaKey')}</p>
            <p className="secret">{inFours(start.data.secret)}</p>
          </div>
          <TextField
            id="totp-code"
            label={t('account.mfaCode')}
            required
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
            value={code}
            onChange={setCode}
          />
        </>
      )}
    </Form>
  )
}

export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation()
  return (
    <section aria-labelledby="recovery">
      <h2 id="recovery">{t('account.recovery')}</h2>
      <p className="prose">{t('account.recoveryLead')}</p>
      <ul className="recovery-codes">
        {codes.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <div className="form-acts">
        <Button onClick={() => window.print()}>{t('account.print')}</Button>
        <Button variant="filled" onClick={onDone}>
          {t('account.recoveryKept')}
        </Button>
      </div>
    </section>
  )
}
