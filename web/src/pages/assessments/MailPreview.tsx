import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Section.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { ToggleChips } from '../../ui/ToggleChips.tsx'

const LANGUAGES = ['ja', 'en', 'zh-CN', 'vi', 'th'] as const
type Language = (typeof LANGUAGES)[number]

/** The mail as the partner would get it, in its own language first, and the way to the page its link opens. */
export function MailPreview({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<Language>()
  const mail = useQuery({
    queryKey: ['assessments', 'mail', id, chosen],
    queryFn: () =>
      body(
        api.GET('/api/v1/assessments/{id}/mail', {
          params: { path: { id }, query: chosen === undefined ? {} : { lang: chosen } },
        }),
      ),
  })
  const lang = LANGUAGES.find((each) => each === mail.data?.lang) ?? chosen ?? 'ja'
  return (
    <Section
      title={t('assessments.send.preview')}
      note={t('assessments.send.previewOf', { name })}
      act={
        // Another tab, so that what is being written here is not lost.
        <a href={`/assessments/${id}/as-partner`} target="_blank" rel="noopener">
          {t('assessments.asPartnerTab')}
        </a>
      }
    >
      <div className="preview-languages">
        <ToggleChips
          label={t('assessments.send.language')}
          options={LANGUAGES.map((key) => ({ key, label: t(`assessments.send.languages.${key}`) }))}
          value={lang}
          onChange={setChosen}
        />
      </div>
      {mail.error && <ErrorState what={t('assessments.send.previewFailed')} problem={problemOf(mail.error)} />}
      {mail.data === undefined ? (
        <SkeletonRows shown={mail.isPending} />
      ) : (
        <div className="mail-preview" lang={mail.data.lang}>
          <p className="mail-subject">{mail.data.subject}</p>
          <p className="answer-words">{mail.data.body}</p>
        </div>
      )}
    </Section>
  )
}
