import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Section.tsx'
import { Strip } from '../../ui/Strip.tsx'

/** One press sends a mail to oneself and says what became of it. */
export function MailTest({ unsaved, configured }: { unsaved: boolean; configured: boolean }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  const test = useMutation({ mutationFn: () => body(api.POST('/api/v1/settings/mail/test')) })
  // Without a server there is nothing to try: the press leads to the field that is missing.
  const press = () => {
    setAsked(true)
    if (configured) test.mutate()
    else document.getElementById('host')?.focus()
  }
  return (
    <Section title={t('mail.test')}>
      <div className="form">
        <p>{t('mail.testLead')}</p>
        {unsaved && <p className="meta">{t('mail.testUnsaved')}</p>}
        <div className="form-acts">
          <Button loading={test.isPending} onClick={press}>
            {t('mail.test')}
          </Button>
        </div>
        <div role="status">
          {asked && !configured && <Strip weight="wait">{t('mail.testFirst')}</Strip>}
          {test.data && (
            <>
              <Strip weight={test.data.outcome === 'accepted' ? 'done' : 'wait'}>{test.data.sentence}</Strip>
              <p className="meta">{t('mail.testTo', { address: test.data.address })}</p>
              <p className="meta">
                {t('mail.serverSaid')}: {test.data.response}
              </p>
            </>
          )}
        </div>
        {test.error && <ErrorState what={t('mail.testFailed')} problem={problemOf(test.error)} />}
      </div>
    </Section>
  )
}
