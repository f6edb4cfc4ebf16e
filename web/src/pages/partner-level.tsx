// Why does this partner have its level, and how is it connected to us? For the security lead and auditors.

import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PageHead } from '../ui/PageHead.tsx'
import { LevelReasons } from './classification/LevelReasons.tsx'
import { PartnerConnections } from './classification/PartnerConnections.tsx'
import { connectionsQuery } from './classification/queries.ts'

export function PartnerLevelPage() {
  const { t } = useTranslation()
  const { id } = useParams({ strict: false })
  const partnerId = id ?? ''
  const { data } = useQuery(connectionsQuery(partnerId))
  return (
    <>
      <PageHead
        back={
          <Link to="/partners/$id" params={{ id: partnerId }}>
            {t('partners.backToPartner')}
          </Link>
        }
        title={data?.partner.name ?? t('classification.levelPage')}
        note={t('classification.levelPage')}
      />
      <div className="two-columns">
        <LevelReasons partnerId={partnerId} />
        <PartnerConnections partnerId={partnerId} />
      </div>
    </>
  )
}
