// Which partner is missing from the register? For procurement and the security lead.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { PartnerForm } from './PartnerForm.tsx'
import { asBody, entriesOf } from './partner-entries.ts'

export function NewPartnerPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHead back={<Link to="/partners">{t('partners.backToList')}</Link>} title={t('partners.addTitle')} />
      <PartnerForm
        initial={entriesOf()}
        save={(entries) => body(api.POST('/api/v1/partners', { body: asBody(entries) }))}
      />
    </>
  )
}
