// Is it really me? For the person asked, on a device that has not been used before.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOneAtATime } from '../lib/use-one-at-a-time.ts'
import type { Closed } from './ClosedPage.tsx'
import { type Opening, openLink } from './open-link.ts'
import { PortalFrame } from './PortalFrame.tsx'

type Props = { token: string; hint: string | null; opened: () => void; closed: (why: Closed) => void }
type Told = { error: boolean; text: string }

const halfWidth = (typed: string): string => typed.normalize('NFKC').replace(/\D/g, '').slice(0, 6)

export function CodeForm({ token, hint, opened, closed }: Props) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [told, setTold] = useState<Told | null>(null)
  const take = (opening: Opening) => {
    if (opening.kind === 'open') return opened()
    if (opening.kind === 'closed') return closed(opening.why)
    if (opening.kind === 'code') return setTold({ error: false, text: t('portal.code.sentAgain') })
    setCode('')
    if (opening.kind === 'wrong') return setTold({ error: true, text: t('portal.code.wrong', { left: opening.left }) })
    setTold({ error: true, text: opening.kind === 'spent' ? t('portal.code.spent') : t('portal.trouble.text') })
  }
  const confirm = useOneAtATime(async () => {
    if (code.length !== 6) return setTold({ error: true, text: t('portal.code.sixDigits') })
    take(await openLink(token, code))
  })
  const again = useOneAtATime(async () => take(await openLink(token)))
  const isError = told?.error === true
  return (
    <PortalFrame heading={t('portal.title')} page={t('portal.code.heading')}>
      <section className="portal-sheet">
        <h2>{t('portal.code.heading')}</h2>
        <p className="prose">{hint === null ? t('portal.code.byCall') : t('portal.code.sentTo', { hint })}</p>
        <form
          className="portal-form"
          onSubmit={(event: FormEvent) => {
            event.preventDefault()
            void confirm()
          }}
          noValidate
        >
          <label htmlFor="code">{t('portal.code.label')}</label>
          <input
            id="code"
            className="portal-input code"
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            aria-invalid={isError}
            aria-describedby="code-told"
            onChange={({ target }) => setCode(halfWidth(target.value))}
          />
          <p id="code-told" className="portal-told" role="status">
            {told?.text}
          </p>
          <button type="submit" className="portal-button main">
            {t('portal.code.act')}
          </button>
        </form>
        {hint !== null && (
          <p>
            <button type="button" className="plain-button portal-link" onClick={() => void again()}>
              {t('portal.code.again')}
            </button>
            <span className="meta portal-block">{t('portal.code.notArrived')}</span>
          </p>
        )}
      </section>
    </PortalFrame>
  )
}
