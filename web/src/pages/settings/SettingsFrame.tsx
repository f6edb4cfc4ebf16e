import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHead } from '../../ui/PageHead.tsx'
import { PageTabs } from '../../ui/ViewTabs.tsx'

/** The pages of the settings side by side. */
export function SettingsTabs() {
  const { t } = useTranslation()
  const pages = [
    { path: '/settings', label: t('settings.tab.organization') },
    { path: '/settings/units', label: t('settings.tab.units') },
    { path: '/settings/people', label: t('settings.tab.people') },
    { path: '/settings/deputies', label: t('settings.tab.deputies') },
    { path: '/settings/policy', label: t('settings.tab.policy') },
    { path: '/settings/mail', label: t('settings.tab.mail') },
    { path: '/api-docs', label: t('settings.tab.api') },
  ]
  return <PageTabs label={t('settings.pages')} pages={pages} />
}

/** The head that the pages of people and units share. */
export function SettingsFrame({ acts, children }: { acts?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <>
      <PageHead title={t('settings.title')} {...(acts === undefined ? {} : { acts })} />
      <SettingsTabs />
      {children}
    </>
  )
}
