// What does the partner see of our request? For whoever asks, before calling about it.
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { useLocale } from '../../lib/locale.ts'
import { problemOf } from '../../lib/problem.ts'
import { RequestPreview } from '../../portal/RequestPreview.tsx'
import { portal as en } from '../../texts/en/portal.ts'
import { portal as ja } from '../../texts/ja/portal.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { useLate } from '../../ui/use-late.ts'

// The portal's words come with this page only; the rest of the console does without them.
i18next.addResourceBundle('ja', 'translation', { portal: ja }, true)
i18next.addResourceBundle('en', 'translation', { portal: en }, true)

export function AsPartnerPage() {
  const { t } = useTranslation()
  const lang = useLocale()
  const { id } = useParams({ from: '/signed-in/assessments/$id/as-partner' })
  const query = useQuery({
    queryKey: ['assessments', id, 'as-partner', lang],
    queryFn: () => body(api.GET('/api/v1/assessments/{id}/as-partner', { params: { path: { id }, query: { lang } } })),
  })
  const late = useLate(query.isPending)
  return (
    <>
      <PageHead
        title={t('portal.preview.heading')}
        {...(query.data === undefined ? {} : { note: query.data.company })}
        back={
          <Link to="/assessments/$id" params={{ id }}>
            {t('assessments.backToRequest')}
          </Link>
        }
      />
      {query.error && (
        <ErrorState
          what={t('portal.preview.failed')}
          problem={problemOf(query.error)}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isPending && <SkeletonRows shown={late} />}
      {query.data && <RequestPreview request={query.data} />}
    </>
  )
}
