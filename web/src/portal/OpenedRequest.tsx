import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { newestOnly } from '../lib/newest.ts'
import { standingsOf } from './answering.ts'
import type { Closed } from './ClosedPage.tsx'
import { type PortalRequest, portalApi } from './portal-api.ts'
import { PortalContext, type PortalSession } from './portal-context.ts'
import { useLanguage } from './portal-language.ts'
import { RequestScreen } from './RequestScreen.tsx'
import { useAnswerQueue } from './use-answer-queue.ts'

type Props = { first: PortalRequest; closed: (why: Closed) => void }

/** An opened request with everything its screens work with; the language switch fetches the questions anew. */
export function OpenedRequest({ first, closed }: Props) {
  const language = useLanguage()
  const [request, setRequest] = useState(first)
  const shown = useRef(first.lang)
  const [newest] = useState(newestOnly)
  const update = useCallback((change: (before: PortalRequest) => PortalRequest) => setRequest(change), [])
  const reload = useCallback(async () => {
    const params = { query: { lang: language } }
    const found = await newest(portalApi.GET('/api/v1/portal/request', { params }).catch(() => undefined))
    if (found?.data !== undefined) setRequest(found.data)
    else if (found?.response.status === 401) closed('ended')
  }, [language, closed, newest])
  useEffect(() => {
    if (shown.current === language) return
    shown.current = language
    void reload()
  }, [language, reload])
  const ended = () => closed('ended')
  const { queue, state, crossed, answer } = useAnswerQueue({ request, update, ended, locked: () => void reload() })
  const session: PortalSession = useMemo(
    () => ({
      request,
      standings: standingsOf(request, state.waiting),
      editable: request.editable,
      preview: false,
      queue: state,
      crossed,
      answer,
      flush: queue.flush,
      update,
      reload,
      ended: () => closed('ended'),
      leave: () => {
        void portalApi.DELETE('/api/v1/portal/session').catch(() => undefined)
        queue.forget()
        closed('left')
      },
    }),
    [request, state, crossed, answer, queue, update, reload, closed],
  )
  return (
    <PortalContext value={session}>
      <RequestScreen />
    </PortalContext>
  )
}
