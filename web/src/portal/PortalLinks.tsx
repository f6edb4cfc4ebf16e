import { useTranslation } from 'react-i18next'
import { usePortal } from './portal-context.ts'
import { hrefOf } from './portal-place.ts'

/** The ways beside the questions: reasons, overview, a colleague, a human. */
export function PortalLinks() {
  const { t } = useTranslation()
  const { request, preview, leave } = usePortal()
  const messages = request.messages.length
  return (
    <nav className="portal-links" aria-label={t('portal.nav.label')}>
      <ul>
        <li>
          <a href={hrefOf({ page: 'about' })}>{t('portal.nav.about')}</a>
        </li>
        <li>
          <a href={hrefOf({ page: 'overview' })}>{t('portal.nav.overview')}</a>
        </li>
        {request.state === 'confirmed' && request.role === 'lead' && !preview && (
          <li>
            <a href={hrefOf({ page: 'result' })}>{t('portal.nav.result')}</a>
          </li>
        )}
        {request.role === 'lead' && request.editable && !preview && (
          <li>
            <a href={hrefOf({ page: 'delegates' })}>{t('portal.nav.delegate')}</a>
          </li>
        )}
        <li>
          <a href={hrefOf({ page: 'messages', key: null })}>
            {messages === 0 ? t('portal.nav.message') : t('portal.nav.messages', { n: messages })}
          </a>
        </li>
        {!preview && (
          <li>
            <button type="button" className="plain-button portal-link" onClick={leave}>
              {t('portal.nav.leave')}
            </button>
          </li>
        )}
      </ul>
    </nav>
  )
}
