// Who in our company knows this better? For the person we first asked, who brings in colleagues.
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { components } from '../lib/api.gen.d.ts'
import { useOneAtATime } from '../lib/use-one-at-a-time.ts'
import { DelegateForm } from './DelegateForm.tsx'
import { portalApi } from './portal-api.ts'
import { usePortal } from './portal-context.ts'

type Delegate = components['schemas']['Delegates']['items'][number]

export function DelegatesPage() {
  const { t } = useTranslation()
  const { request, preview, ended } = usePortal()
  const isLead = request.role === 'lead' && !preview
  const [items, setItems] = useState<readonly Delegate[]>([])
  const [told, setTold] = useState('')
  const load = useCallback(async () => {
    const found = await portalApi.GET('/api/v1/portal/delegates').catch(() => null)
    if (found?.data !== undefined) setItems(found.data.items)
    else if (found?.response.status === 401) ended()
    else setTold(t('portal.delegates.unread'))
  }, [ended, t])
  useEffect(() => {
    if (isLead) void load()
  }, [isLead, load])
  const end = useOneAtATime(async ({ id, name }: Delegate) => {
    const sent = await portalApi.DELETE('/api/v1/portal/delegates/{id}', { params: { path: { id } } }).catch(() => null)
    setTold(sent?.response.ok ? t('portal.delegates.ended', { name }) : t('portal.trouble.text'))
    if (sent?.response.ok) await load()
  })
  const titles = (sections: readonly string[]) =>
    request.sections
      .filter(({ key }) => sections.includes(key))
      .map(({ title }) => title)
      .join(' · ')
  if (!isLead)
    return (
      <section className="portal-sheet">
        <h2>{t('portal.delegates.heading')}</h2>
        <p>{t('portal.delegates.leadOnly')}</p>
      </section>
    )
  return (
    <section className="portal-sheet">
      <h2>{t('portal.delegates.heading')}</h2>
      <p className="prose">{t('portal.delegates.text')}</p>
      <DelegateForm
        sent={(name) => {
          setTold(t('portal.delegates.sent', { name }))
          void load()
        }}
      />
      <p role="status" className="portal-told">
        {told}
      </p>
      {items.length > 0 && (
        <>
          <h3>{t('portal.delegates.list')}</h3>
          <ul className="portal-messages">
            {items.map((item) => (
              <li key={item.id}>
                <p>
                  {item.name}{' '}
                  <small>
                    {item.openedAt === null ? t('portal.delegates.notOpened') : t('portal.delegates.opened')}
                  </small>
                </p>
                <p className="meta">{titles(item.sections)}</p>
                <button
                  type="button"
                  className="plain-button portal-link"
                  aria-label={t('portal.delegates.endNamed', { name: item.name })}
                  onClick={() => void end(item)}
                >
                  {t('portal.delegates.end')}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
