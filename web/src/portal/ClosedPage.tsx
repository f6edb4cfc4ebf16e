// Why can I not get in, and whom do I ask? For a person at a partner whose link opens nothing (any more).
import { useTranslation } from 'react-i18next'
import { PortalFrame } from './PortalFrame.tsx'

export type Closed = 'missing' | 'unknown' | 'closed' | 'ended' | 'left' | 'tooMany'

export function ClosedPage({ why }: { why: Closed }) {
  const { t } = useTranslation()
  const words = {
    missing: [t('portal.openFromMail'), t('portal.openFromMailNext')],
    unknown: [t('portal.closed.unknownHeading'), t('portal.closed.unknownText')],
    closed: [t('portal.closed.heading'), t('portal.closed.text')],
    ended: [t('portal.closed.endedHeading'), t('portal.closed.endedText')],
    left: [t('portal.closed.leftHeading'), t('portal.closed.leftText')],
    tooMany: [t('portal.closed.tooManyHeading'), t('portal.closed.tooManyText')],
  }[why]
  return (
    <PortalFrame heading={t('portal.title')} {...(words[0] === undefined ? {} : { page: words[0] })}>
      <section className="portal-sheet" role="status">
        <h2>{words[0]}</h2>
        <p className="prose">{words[1]}</p>
      </section>
    </PortalFrame>
  )
}

export function TroublePage({ again }: { again: () => void }) {
  const { t } = useTranslation()
  return (
    <PortalFrame heading={t('portal.title')} page={t('portal.trouble.heading')}>
      <section className="portal-sheet" role="status">
        <h2>{t('portal.trouble.heading')}</h2>
        <p className="prose">{t('portal.trouble.text')}</p>
        <button type="button" className="portal-button" onClick={again}>
          {t('portal.trouble.again')}
        </button>
      </section>
    </PortalFrame>
  )
}
