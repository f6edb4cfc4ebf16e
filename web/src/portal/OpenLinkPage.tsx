// Who asks, and do I want to open this? For a person at a partner who pressed the link in our mail.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOneAtATime } from '../lib/use-one-at-a-time.ts'
import type { Closed } from './ClosedPage.tsx'
import { CodeForm } from './CodeForm.tsx'
import { type Opening, openLink } from './open-link.ts'
import { PortalFrame } from './PortalFrame.tsx'

type Props = { token: string; opened: () => void; closed: (why: Closed) => void }

/** Nothing is asked of the server before the click: programs that look into mails open links, too. */
export function OpenLinkPage({ token, opened, closed }: Props) {
  const { t } = useTranslation()
  const [step, setStep] = useState<'ask' | 'opening' | 'trouble' | { hint: string | null }>('ask')
  const take = (opening: Opening) => {
    if (opening.kind === 'open') opened()
    else if (opening.kind === 'code') setStep({ hint: opening.hint })
    else if (opening.kind === 'closed') closed(opening.why)
    else setStep('trouble')
  }
  const open = useOneAtATime(async () => {
    setStep('opening')
    take(await openLink(token))
  })
  if (typeof step === 'object') return <CodeForm token={token} hint={step.hint} opened={opened} closed={closed} />
  return (
    <PortalFrame heading={t('portal.title')} page={t('portal.open.heading')}>
      <section className="portal-sheet">
        <h2>{t('portal.open.heading')}</h2>
        <div className="prose portal-prose">
          <p>{t('portal.open.who')}</p>
          <p>{t('portal.open.why')}</p>
          <p>{t('portal.open.safe')}</p>
        </div>
        <button type="button" className="portal-button main" onClick={() => void open()}>
          {step === 'opening' ? t('portal.open.opening') : t('portal.open.act')}
        </button>
        <p role="status">{step === 'trouble' && t('portal.trouble.text')}</p>
        <p className="meta">{t('portal.open.notYours')}</p>
      </section>
    </PortalFrame>
  )
}
