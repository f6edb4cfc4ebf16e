import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useClock } from '../../lib/clock.ts'
import { formatNumber } from '../../lib/format-number.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Section } from '../../ui/Section.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { Strip } from '../../ui/Strip.tsx'
import { FindingsList } from './FindingsList.tsx'
import { type Import, isComparison, OUTCOMES, rejectedAddress, resultQuery } from './import-queries.ts'
import { UndoImport } from './UndoImport.tsx'
import { UndoNotes } from './UndoNotes.tsx'
import { useOutcomeWord } from './use-outcome-word.ts'

/** What came of the file, what to do next, and the way back. */
export function ResultStep({ data }: { data: Import }) {
  const { t } = useTranslation()
  const { moment } = useClock()
  const wordOf = useOutcomeWord(data.kind)
  const result = useQuery(resultQuery(data.id))
  if (result.data === undefined && result.error !== null)
    return (
      <ErrorState
        what={t('imports.resultFailed')}
        problem={problemOf(result.error)}
        onRetry={() => void result.refetch()}
      />
    )
  if (result.data === undefined) return <SkeletonRows shown />
  const { counts, undoneAt } = data
  const good = counts.create + counts.update + counts.unchanged
  const { problems, problemRows, seconds } = result.data
  const values = { rows: formatNumber(counts.rows), good: formatNumber(good) }
  const shown = OUTCOMES.filter((outcome) => !isComparison(data.kind) || counts[outcome] > 0)
  const isUndone = undoneAt !== null
  return (
    <>
      {isUndone ? (
        <Strip weight="wait">{t('imports.undoneStrip', { at: moment(undoneAt) })}</Strip>
      ) : (
        <Strip weight="done">
          {t(isComparison(data.kind) ? 'imports.resultCompared' : 'imports.resultDone', values)}
          {`（${t('imports.resultSeconds', { seconds: seconds.toFixed(1) })}）`}
        </Strip>
      )}
      <Facts facts={shown.map((outcome) => ({ label: wordOf(outcome), value: formatNumber(counts[outcome]) }))} />
      {isUndone && <UndoNotes notes={data.undoNotes} />}
      {!isUndone && isComparison(data.kind) && <FindingsList id={data.id} />}
      {!isUndone && <NextActs data={data} />}
      {problems.length > 0 && (
        <Section
          title={t('imports.problemsTitle')}
          note={t('imports.problemsNote', { total: formatNumber(problemRows) })}
        >
          {problems.length >= MOST_PROBLEMS && (
            <p className="meta">{t('imports.problemsFirst', { total: formatNumber(problems.length) })}</p>
          )}
          <ul className="import-notes">
            {problems.map((problem) => (
              <li key={`${problem.row} ${problem.code} ${problem.field}`}>{problem.text}</li>
            ))}
          </ul>
        </Section>
      )}
      {data.can.includes('import:undo') && <UndoImport {...data} />}
    </>
  )
}

const MOST_PROBLEMS = 1_000

function NextActs({ data }: { data: Import }) {
  const { t } = useTranslation()
  const { ask, reject } = data.counts
  const acts: { key: string; link: ReactNode; why: string }[] = []
  if (data.kind === 'partners') {
    acts.push({
      key: 'triage',
      link: <Link to="/triage">{t('imports.nextTriage')}</Link>,
      why: t('imports.nextTriageWhy'),
    })
  }
  if (ask + reject > 0)
    acts.push({
      key: 'rejected',
      link: (
        <a href={rejectedAddress(data.id)} download>
          {t('imports.rejected')}
        </a>
      ),
      why: t('imports.nextRejectedWhy', { total: formatNumber(ask + reject) }),
    })
  acts.push({
    key: 'list',
    link: (
      <Link to="/partners" search={{}}>
        {t('imports.nextList')}
      </Link>
    ),
    why: t('imports.nextListWhy'),
  })
  acts.push({ key: 'again', link: <Link to="/imports/new">{t('imports.nextAgain')}</Link>, why: '' })
  return (
    <Section title={t('imports.nextTitle')}>
      <ul className="import-next">
        {acts.map(({ key, link, why }) => (
          <li key={key}>
            {link}
            {why !== '' && <span className="meta">{why}</span>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
