import { useTranslation } from 'react-i18next'
import type { Standing } from './answering.ts'
import { DoneMark, OpenMark } from './marks.tsx'
import { PortalLinks } from './PortalLinks.tsx'
import { usePortal } from './portal-context.ts'
import { useLanguage, writtenIn } from './portal-language.ts'
import { hrefOf, type Place } from './portal-place.ts'

const settledIn = (standings: readonly Standing[]) => standings.filter(({ problem }) => problem === null).length

const sectionAt = (standings: readonly Standing[], place: Place): string | undefined =>
  place.page === 'question' ? standings.find(({ question }) => question.key === place.key)?.question.section : undefined

function Bar({ done, all }: { done: number; all: number }) {
  const { t } = useTranslation()
  return <progress className="portal-bar" value={done} max={Math.max(all, 1)} aria-label={t('portal.nav.overall')} />
}

/** On a phone: where I am and how much is left, in one line. */
export function ProgressLine({ place }: { place: Place }) {
  const { t } = useTranslation()
  const { request, standings } = usePortal()
  const section = sectionAt(standings, place)
  const inside = standings.filter(({ question }) => question.section === section)
  const at = inside.findIndex(({ question }) => place.page === 'question' && question.key === place.key)
  const done = settledIn(standings)
  return (
    <div className="portal-progress">
      <p>
        <span>
          {section !== undefined && (
            <>
              <b>{request.sections.find(({ key }) => key === section)?.title}</b>{' '}
              {t('portal.nav.of', { done: at + 1, all: inside.length })}
            </>
          )}
        </span>
        <span>
          {t('portal.nav.overall')} {t('portal.nav.of', { done, all: standings.length })}
        </span>
      </p>
      <Bar done={done} all={standings.length} />
    </div>
  )
}

function SectionLine({ title, standings, here }: { title: string; standings: readonly Standing[]; here: boolean }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const done = settledIn(standings)
  const isDone = done === standings.length
  const first = (standings.find(({ problem }) => problem !== null) ?? standings[0])?.question.key ?? ''
  return (
    <li>
      <a href={hrefOf({ page: 'question', key: first })} {...(here ? { 'aria-current': 'step' } : {})}>
        {isDone ? <DoneMark /> : <OpenMark />}
        <span lang={writtenIn(title, language)}>{title}</span>
        <small>{isDone ? t('portal.nav.settled') : t('portal.nav.of', { done, all: standings.length })}</small>
      </a>
    </li>
  )
}

/** Progress and the groups of questions; every group opens at its first open question. */
export function SectionNav({ place }: { place: Place }) {
  const { t } = useTranslation()
  const { request, standings, editable } = usePortal()
  const here = sectionAt(standings, place)
  const done = settledIn(standings)
  return (
    <div className="portal-side">
      <p className="portal-overall">
        {t('portal.nav.overall')} <b>{t('portal.nav.of', { done, all: standings.length })}</b>
      </p>
      <Bar done={done} all={standings.length} />
      <nav aria-label={t('portal.nav.sections')}>
        <ul className="portal-sections">
          {request.sections.map(({ key, title }) => {
            const inside = standings.filter(({ question }) => question.section === key)
            return inside.length === 0 ? null : (
              <SectionLine key={key} title={title} standings={inside} here={here === key} />
            )
          })}
        </ul>
      </nav>
      {editable && <p className="meta portal-pause">{t('portal.nav.pause')}</p>}
      <PortalLinks />
    </div>
  )
}
