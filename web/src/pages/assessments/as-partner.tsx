// What does the partner see of our request? For whoever asks, before calling about it.
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { useLocale } from '../../lib/locale.ts'
import { problemOf } from '../../lib/problem.ts'
import { PORTAL_LANGUAGES, type PortalLanguage } from '../../portal/languages.ts'
import type { PortalRequest } from '../../portal/portal-api.ts'
import { asLanguage, hasKana, isUnread, writtenIn } from '../../portal/portal-language.ts'
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
            data={PORTAL_LANGUAGES.map(({ code }) => ({ value: code, label: t(`assessments.send.languages.${code}`) }))}
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
          <Untranslated lang={lang} request={query.data} />
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
function Untranslated({ lang, request }: { lang: PortalLanguage; request: PortalRequest }) {
  const { t } = useTranslation()
  const { questions, necessity, scope, method } = request
  const others = questions.map(({ label }) => writtenIn(label, lang)).filter((written) => written !== lang)
  const [shown] = others
  const language = t(`assessments.send.languages.${lang}`)
  const notes = [
    ...(isUnread(lang) ? [t('assessments.preview.unread', { language })] : []),
    ...(shown === undefined
      ? []
      : [
          t('assessments.preview.untranslated', {
            total: questions.length,
            count: others.length,
            language,
            shown: t(`assessments.send.languages.${shown}`),
          }),
        ]),
    ...(lang !== 'ja' && hasKana(necessity + scope + method) ? [t('assessments.preview.ownWords')] : []),
  ]
  return notes.length === 0 ? null : <Strip weight="wait">{notes.join(' ')}</Strip>
}
