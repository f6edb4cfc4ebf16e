// Which partner is missing from the register? For procurement and the security lead.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { asBody, blankEntries, PartnerForm } from './PartnerForm.tsx'

export function NewPartnerPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHead back={<Link to="/partners">{t('partners.backToList')}</Link>} title={t('partners.addTitle')} />
      <PartnerForm
        initial={blankEntries}
        save={(entries) => body(api.POST('/api/v1/partners', { body: asBody(entries) }))}
      />
    </>
  )
}
