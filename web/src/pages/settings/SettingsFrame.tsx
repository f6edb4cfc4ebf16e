import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHead } from '../../ui/PageHead.tsx'
import { PageTabs } from '../../ui/ViewTabs.tsx'

/** The head that all settings pages share. */
export function SettingsFrame({ acts, children }: { acts?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation()
  const pages = [
    { path: '/settings', label: t('settings.tab.organization') },
    { path: '/settings/units', label: t('settings.tab.units') },
    { path: '/settings/people', label: t('settings.tab.people') },
    { path: '/settings/deputies', label: t('settings.tab.deputies') },
    { path: '/settings/mail', label: t('settings.tab.mail') },
    { path: '/api-docs', label: t('settings.tab.api') },
  ]
  return (
    <>
      <PageHead title={t('settings.title')} {...(acts === undefined ? {} : { acts })} />
      <PageTabs label={t('settings.pages')} pages={pages} />
      {children}
    </>
  )
}
