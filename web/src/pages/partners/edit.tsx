// Is what we say about this partner still right? For procurement and the security lead.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { ifMatch } from '../../lib/if-match.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { PartnerForm } from './PartnerForm.tsx'
import { asBody, entriesOf } from './partner-entries.ts'
import { partnerQuery } from './partner-queries.ts'

const route = getRouteApi('/signed-in/partners/$id/edit')

export function EditPartnerPage() {
  const { t } = useTranslation()
  const { id } = route.useParams()
  const found = useQuery({ ...partnerQuery(id), staleTime: Number.POSITIVE_INFINITY })
  if (found.error) return <ErrorState what={t('partners.pageFailed')} problem={problemOf(found.error)} />
  const partner = found.data
  if (partner === undefined) return <SkeletonRows shown />
  return (
    <>
      <PageHead
        back={
          <Link to="/partners/$id" params={{ id }}>
            {t('partners.backToPartner')}
          </Link>
        }
        title={t('partners.editTitle')}
        note={partner.name}
      />
      <PartnerForm
        key={partner.version}
        initial={entriesOf(partner)}
        save={(entries) =>
          body(
            api.PATCH('/api/v1/partners/{id}', {
              params: { path: { id } },
              headers: ifMatch(partner.version),
              body: asBody(entries),
            }),
          )
        }
        onReload={() => void found.refetch()}
      />
    </>
  )
}
