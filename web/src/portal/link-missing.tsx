// How do I get to my questions? For a person at a partner who opened the portal without the link from our mail.
import { useTranslation } from 'react-i18next'
import { PortalFrame } from './PortalFrame.tsx'

export function LinkMissingPage() {
  const { t } = useTranslation()
  return (
    <PortalFrame heading={t('portal.title')}>
      <section className="portal-sheet">
        <h2>{t('portal.openFromMail')}</h2>
        <p className="prose">{t('portal.openFromMailNext')}</p>
      </section>
    </PortalFrame>
  )
}
