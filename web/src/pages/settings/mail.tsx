// Can our mail reach the partners, and what stands in their mailbox as the sender? For the administrator.

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { Strip } from '../../ui/Strip.tsx'
import { useLate } from '../../ui/use-late.ts'
import { SendingStatus } from '../notices/SendingStatus.tsx'
import { MailForm } from './MailForm.tsx'
import { MailTest } from './MailTest.tsx'
import { mailQuery } from './mail-query.ts'
import { SettingsTabs } from './SettingsFrame.tsx'

export function MailSettingsPage() {
  const { t } = useTranslation()
  const query = useQuery(mailQuery)
  const late = useLate(query.isPending)
  const [unsaved, setUnsaved] = useState(false)
  const settings = query.data
  return (
    <>
      <PageHead title={t('mail.title')} note={t('mail.note')} />
      <SettingsTabs />
      {query.error && (
        <ErrorState what={t('mail.load')} problem={problemOf(query.error)} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && <SkeletonRows shown={late} />}
      {settings && (
        <>
          {!settings.configured && <Strip weight="wait">{t('mail.none')}</Strip>}
          <div className="two-columns">
            <MailForm settings={settings} onUnsaved={setUnsaved} />
            <div>
              <MailTest unsaved={unsaved} configured={settings.configured} />
              <SendingStatus of={{}} />
            </div>
          </div>
        </>
      )}
    </>
  )
}
