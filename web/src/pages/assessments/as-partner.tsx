// What does the partner see of our request? For whoever asks, before calling about it.
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { useLocale } from '../../lib/locale.ts'
import { problemOf } from '../../lib/problem.ts'
import {
  asLanguage,
  isUnread,
  languageName,
  PORTAL_LANGUAGES,
  type PortalLanguage,
  writtenIn,
} from '../../portal/portal-language.ts'
import { wordsBeside } from '../../portal/portal-words.ts'
import { RequestPreview } from '../../portal/RequestPreview.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { Strip } from '../../ui/Strip.tsx'
import { useLate } from '../../ui/use-late.ts'

export function AsPartnerPage() {
  const { t } = useTranslation()
  const locale = useLocale()
  const [chosen, setChosen] = useState<PortalLanguage>()
  const lang = chosen ?? locale
  const { id } = useParams({ from: '/signed-in/assessments/$id/as-partner' })
  const query = useQuery({
    queryKey: ['assessments', id, 'as-partner', lang],
    queryFn: () => body(api.GET('/api/v1/assessments/{id}/as-partner', { params: { path: { id }, query: { lang } } })),
  })
  // The portal's words come with this page only; the rest of the console does without them.
  const words = useQuery({
    queryKey: ['portal-words', lang],
    queryFn: () => wordsBeside(lang),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const isPending = query.isPending || words.isPending
  const late = useLate(isPending)
  const failed = query.error ?? words.error
  return (
    <>
      <PageHead
        title={t('assessments.preview.heading')}
        {...(query.data === undefined ? {} : { note: query.data.company })}
        back={
          <Link to="/assessments/$id" params={{ id }}>
            {t('assessments.backToRequest')}
          </Link>
        }
        acts={
          <NativeSelect
            label={t('assessments.preview.language')}
            value={lang}
            data={PORTAL_LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(event) => setChosen(asLanguage(event.currentTarget.value) ?? locale)}
          />
        }
      />
      {failed !== null && (
        <ErrorState
          what={t('assessments.preview.failed')}
          problem={problemOf(failed)}
          onRetry={() => {
            void query.refetch()
            void words.refetch()
          }}
        />
      )}
      {failed === null && isPending && <SkeletonRows shown={late} />}
      {query.data && words.data && (
        <>
          <p className="meta">{t('assessments.preview.note')}</p>
          <Untranslated lang={lang} questions={query.data.questions} />
          <I18nextProvider i18n={words.data}>
            <div lang={lang}>
              <RequestPreview request={query.data} />
            </div>
          </I18nextProvider>
        </>
      )}
    </>
  )
}

/** Says before anyone calls about it which parts the partner does not get in the chosen language. */
function Untranslated({ lang, questions }: { lang: PortalLanguage; questions: readonly { label: string }[] }) {
  const { t } = useTranslation()
  const others = questions.map(({ label }) => writtenIn(label, lang)).filter((written) => written !== lang)
  const [shown] = others
  if (shown === undefined && !isUnread(lang)) return null
  return (
    <Strip weight="wait">
      {[
        isUnread(lang) ? t('assessments.preview.unread', { language: languageName(lang) }) : '',
        shown === undefined
          ? ''
          : t('assessments.preview.untranslated', {
              total: questions.length,
              count: others.length,
              language: languageName(lang),
              shown: languageName(shown),
            }),
      ].join('')}
    </Strip>
  )
}
