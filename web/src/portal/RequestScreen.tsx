import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { AboutPage } from './AboutPage.tsx'
import { DelegatesPage } from './DelegatesPage.tsx'
import { MessagesPage } from './MessagesPage.tsx'
import { OverviewPage } from './OverviewPage.tsx'
import { PortalFrame } from './PortalFrame.tsx'
import { usePortal } from './portal-context.ts'
import { hrefOf, type Place, readPlace, useHash } from './portal-place.ts'
import { QuestionFoot, QuestionPage } from './QuestionPage.tsx'
import { ResultPage } from './ResultPage.tsx'
import { SavingLine } from './SavingLine.tsx'
import { ProgressLine, SectionNav } from './SectionNav.tsx'

/** Where someone lands who has just come in: the reasons first, what came back, else the first open question. */
const startOf = (request: ReturnType<typeof usePortal>['request']): Place => {
  if (!request.editable || request.state === 'returned') return { page: 'overview' }
  return { page: 'about' }
}

function PlacePage({ place }: { place: Place }) {
  if (place.page === 'question') return <QuestionPage questionKey={place.key} />
  if (place.page === 'messages') return <MessagesPage key={place.key} questionKey={place.key} />
  if (place.page === 'delegates') return <DelegatesPage />
  if (place.page === 'result') return <ResultPage />
  return place.page === 'overview' ? <OverviewPage /> : <AboutPage />
}

const usePlace = (): Place => {
  const { request, standings } = usePortal()
  const found = readPlace(useHash())
  const isKnown = found.page !== 'question' || standings.some(({ question }) => question.key === found.key)
  return found.page === 'start' || !isKnown ? startOf(request) : found
}

/** The columns of the page without its head and foot, as a member sees them inside the console. */
export function RequestColumns() {
  const place = usePlace()
  return (
    <div className={place.page === 'question' ? 'portal-columns' : 'portal-columns two'}>
      <ProgressLine place={place} />
      <SectionNav place={place} />
      <PlacePage place={place} />
    </div>
  )
}

export function RequestScreen() {
  const { t } = useTranslation()
  const { request, standings } = usePortal()
  const place = usePlace()
  const href = hrefOf(place)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place starts at its top
  useEffect(() => {
    window.scrollTo(0, 0)
    document.getElementById('main')?.focus({ preventScroll: true })
  }, [href])
  const isQuestion = place.page === 'question'
  const standing = isQuestion ? standings.find(({ question }) => question.key === place.key) : undefined
  return (
    <PortalFrame
      heading={t('portal.title')}
      from={t('portal.from', { buyer: request.buyer })}
      wide
      {...(standing === undefined ? {} : { page: t('portal.question.no', { n: standing.no }) })}
      {...(request.editable && request.deadlineWritten !== ''
        ? { deadline: t('portal.deadline', { date: request.deadlineWritten }) }
        : {})}
      {...(isQuestion ? { foot: <QuestionFoot questionKey={place.key} /> } : {})}
      {...(!isQuestion && request.editable ? { foot: <SavingLine /> } : {})}
    >
      <RequestColumns />
    </PortalFrame>
  )
}
