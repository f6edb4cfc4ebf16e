// Is this address right? For anyone who followed an old or mistyped link.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { BareFrame } from './BareFrame.tsx'

export function MissingPage() {
  const { t } = useTranslation()
  return (
    <BareFrame title={t('errors.pageMissing')}>
      <p>{t('errors.notFound')}</p>
      <p>
        <Link to="/">{t('common.back')}</Link>
      </p>
    </BareFrame>
  )
}
