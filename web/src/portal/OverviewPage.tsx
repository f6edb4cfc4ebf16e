// What is still missing, and may I hand it in? For the person at a partner who answers.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOneAtATime } from '../lib/use-one-at-a-time.ts'
import type { Standing } from './answering.ts'
import { DoneMark, OpenMark } from './marks.tsx'
import { portalApi } from './portal-api.ts'
import { usePortal } from './portal-context.ts'
import { goTo, hrefOf } from './portal-place.ts'
import { Standings } from './Standings.tsx'

function Locked() {
  const { t } = useTranslation()
  const { request, preview } = usePortal()
  const { state, role } = request
  const heading =
    state === 'confirmed'
      ? t('portal.locked.confirmedHeading')
      : state === 'cancelled'
        ? t('portal.locked.cancelledHeading')
        : t('portal.locked.submittedHeading')
  const isLead = role === 'lead' && !preview
  const text =
    state === 'confirmed'
      ? isLead
        ? t('portal.locked.confirmedText')
        : t('portal.locked.confirmedColleague')
      : state === 'cancelled'
        ? t('portal.locked.cancelledText')
        : t('portal.locked.submittedText')
  return (
    <section className="portal-sheet">
      <h2>{heading}</h2>
      <p className="prose">{text}</p>
      {state === 'confirmed' && isLead && (
        <a className="portal-button main" href={hrefOf({ page: 'result' })}>
          {t('portal.nav.result')}
        </a>
      )}
      <h3 className="portal-above">{t('portal.locked.yourAnswers')}</h3>
      <Standings />
    </section>
  )
}

function Returned() {
  const { t } = useTranslation()
  const { request, standings } = usePortal()
  const back = request.answers.filter(({ returned }) => returned !== null)
  return (
    <div className="portal-note">
      <h3>{t('portal.returned.heading')}</h3>
      <p>{t('portal.returned.thanks', { n: back.length })}</p>
      {request.returnWords !== '' && <p>{request.returnWords}</p>}
      <ul className="portal-returned">
        {back.map(({ questionKey, returned }) => {
          const standing = standings.find(({ question }) => question.key === questionKey)
          return standing === undefined ? null : (
            <li key={questionKey}>
              <a href={hrefOf({ page: 'question', key: questionKey })}>
                {t('portal.question.no', { n: standing.no })} {standing.question.label}
              </a>
              <p>{returned}</p>
            </li>
          )
        })}
      </ul>
      <p className="meta">{t('portal.returned.next')}</p>
    </div>
  )
}

/** Never a dead button: it leads to what is missing, sends what waits, or submits. */
function NextAct({ missing }: { missing: readonly Standing[] }) {
  const { t } = useTranslation()
  const { request, queue, preview, flush, reload, ended } = usePortal()
  const [told, setTold] = useState('')
  const [first] = missing
  const waiting = Object.keys(queue.waiting).length
  const submit = useOneAtATime(async () => {
    setTold('')
    const sent = await portalApi.POST('/api/v1/portal/submission').catch(() => null)
    if (sent?.response.status === 401) return ended()
    if (sent?.error?.code === 'assessment.incomplete')
      setTold(t('portal.overview.refused', { n: Number(sent.error.params.count ?? 0) }))
    else if (!sent?.response.ok) setTold(t('portal.overview.failed'))
    await reload()
    window.scrollTo(0, 0)
  })
  if (preview) return null
  if (first !== undefined)
    return (
      <button
        type="button"
        className="portal-button main"
        onClick={() => goTo({ page: 'question', key: first.question.key })}
      >
        {t('portal.overview.goOn', { n: missing.length })}
      </button>
    )
  if (waiting > 0)
    return (
      <button type="button" className="portal-button main" onClick={() => void flush()}>
        {t('portal.overview.sendWaiting', { n: waiting })}
      </button>
    )
  if (request.role !== 'lead') return <p className="portal-note">{t('portal.overview.colleague')}</p>
  return (
    <>
      <p className="prose">{t('portal.overview.submitNext')}</p>
      <button type="button" className="portal-button main" onClick={() => void submit()}>
        {t('portal.overview.submit')}
      </button>
      <p role="status" className="portal-told">
        {told}
      </p>
    </>
  )
}

export function OverviewPage() {
  const { t } = useTranslation()
  const { request, standings } = usePortal()
  if (!request.editable) return <Locked />
  const missing = standings.filter(({ problem }) => problem !== null)
  return (
    <section className="portal-sheet">
      <h2>{t('portal.overview.heading')}</h2>
      {request.state === 'returned' && <Returned />}
      <p className="portal-lead">
        {missing.length === 0 ? <DoneMark /> : <OpenMark />}
        {missing.length === 0 ? t('portal.overview.ready') : t('portal.overview.left', { n: missing.length })}
      </p>
      <NextAct missing={missing} />
      <Standings />
    </section>
  )
}
