import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Closed, ClosedPage, TroublePage } from './ClosedPage.tsx'
import { OpenedRequest } from './OpenedRequest.tsx'
import { OpenLinkPage } from './OpenLinkPage.tsx'
import { PortalFrame } from './PortalFrame.tsx'
import { type PortalRequest, portalApi } from './portal-api.ts'
import { asLanguage, chosenLanguage, showLanguage } from './portal-language.ts'
import { tokenIn, useHash } from './portal-place.ts'

type Stage =
  | { kind: 'loading' | 'trouble' }
  | { kind: 'closed'; why: Closed }
  | { kind: 'opened'; request: PortalRequest }

const fetchRequest = async (): Promise<Stage> => {
  try {
    const lang = chosenLanguage()
    const query = lang === undefined ? {} : { lang }
    const { data, response } = await portalApi.GET('/api/v1/portal/request', { params: { query } })
    if (data !== undefined) return { kind: 'opened', request: data }
    return response.status === 401 || response.status === 404 ? { kind: 'closed', why: 'missing' } : { kind: 'trouble' }
  } catch {
    return { kind: 'trouble' }
  }
}

/** From the link in the mail to the answered request. */
export function PortalApp() {
  const { t } = useTranslation()
  const hash = useHash()
  const token = tokenIn(hash)
  const [stage, setStage] = useState<Stage>({ kind: 'loading' })
  const load = useCallback(async () => {
    const found = await fetchRequest()
    // The link's own language holds until the reader chooses another one.
    if (found.kind === 'opened' && chosenLanguage() === undefined)
      await showLanguage(asLanguage(found.request.lang) ?? 'ja')
    setStage(found)
  }, [])
  useEffect(() => {
    if (token === null) void load()
    else setStage({ kind: 'loading' })
  }, [token, load])
  const leaveLink = () => {
    // The secret leaves the address bar and the history as soon as it has been used.
    window.history.replaceState(null, '', '#/')
    window.dispatchEvent(new HashChangeEvent('hashchange'))
  }
  const close = (why: Closed) => {
    setStage({ kind: 'closed', why })
  }
  if (token !== null && stage.kind !== 'closed')
    return <OpenLinkPage key={token} token={token} opened={leaveLink} closed={close} />
  if (stage.kind === 'closed') return <ClosedPage why={stage.why} />
  if (stage.kind === 'trouble') return <TroublePage again={() => void load()} />
  if (stage.kind === 'opened') return <OpenedRequest first={stage.request} closed={close} />
  return (
    <PortalFrame heading={t('portal.title')}>
      <p className="meta" role="status">
        {t('portal.loading')}
      </p>
    </PortalFrame>
  )
}
