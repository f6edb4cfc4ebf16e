// Which partners matter at all? For the security lead on the first day: three questions for the whole ledger.
import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../lib/api.ts'
import { problemOf } from '../lib/problem.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { StageBar } from '../ui/StageBar.tsx'
import { showNotice } from '../ui/undo-notice.tsx'
import { ratingFormQuery, type TriageRow } from './classification/queries.ts'
import { QUESTIONS, type Question, TriageTable } from './classification/TriageTable.tsx'
import { triageChoices } from './classification/triage-choice.ts'
import { dashboardQuery } from './today/dashboard.ts'
import './classification/classification.css'

type Answers = Partial<Record<Question, boolean | null>>
type Given = { partnerId: string } & Answers

export function TriagePage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const standing = useQuery(dashboardQuery).data
  const { which: only = 'unrated' } = useSearch({ from: '/signed-in/triage' })
  const key = ['triage', only]
  const form = useQuery(ratingFormQuery)
  const list = useInfiniteQuery({
    queryKey: key,
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/triage', {
          params: { query: { only, limit: 200, ...(pageParam === '' ? {} : { after: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.next,
  })
  const save = useMutation({
    // One after the other: of two presses on one row, the later one stands.
    scope: { id: 'triage' },
    mutationFn: (answers: Given[]) => body(api.PUT('/api/v1/triage', { body: { answers } })),
    onSuccess: ({ items }) => {
      void client.invalidateQueries({ queryKey: dashboardQuery.queryKey })
      const saved = new Map(items.map((row) => [row.partnerId, row]))
      client.setQueryData<typeof list.data>(key, (data) =>
        data === undefined
          ? data
          : {
              ...data,
              pages: data.pages.map((page) => ({
                ...page,
                items: page.items.map((row) => saved.get(row.partnerId) ?? row),
              })),
            },
      )
    },
    onError: () => showNotice(t('classification.saveFailed')),
  })
  const applyAll = useMutation({
    mutationFn: async (answers: Answers) => {
      let applied = 0
      let after: string | undefined
      do {
        const part = await body(
          api.POST('/api/v1/triage/apply-filter', {
            body: { filter: {}, only, answers, ...(after === undefined ? {} : { after }) },
          }),
        )
        applied += part.applied
        after = part.next ?? undefined
      } while (after !== undefined)
      return applied
    },
    onSuccess: async (count) => {
      showNotice(t('classification.bulkDone', { count }))
      await client.invalidateQueries({ queryKey: ['triage'] })
      await client.invalidateQueries({ queryKey: dashboardQuery.queryKey })
    },
    onError: () => showNotice(t('classification.saveFailed')),
  })
  const failed = list.error ?? form.error
  if (failed !== null)
    return (
      <ErrorState
        what={t('classification.triageFailed')}
        problem={problemOf(failed)}
        onRetry={() => {
          void list.refetch()
          void form.refetch()
        }}
      />
    )
  if (list.data === undefined || form.data === undefined) return <SkeletonRows shown />
  const rows: TriageRow[] = list.data.pages.flatMap((page) => page.items)
  const texts = form.data.triage.map((question) => question.label)
  return (
    <>
      <PageHead title={t('classification.triageTitle')} note={t('classification.triageNote')} />
      {standing && (
        <StageBar
          label={t('classification.triageViews')}
          stages={[
            {
              key: 'unrated',
              label: t('classification.triageWhich.unrated'),
              count: standing.unrated,
              weight: 'unknown',
            },
            {
              key: 'provisional',
              label: t('classification.triageWhich.provisional'),
              count: standing.provisional,
              weight: 'open',
            },
            {
              key: 'rated',
              label: t('classification.triageRated'),
              count: standing.total - standing.unrated - standing.provisional,
              weight: 'done',
            },
          ]}
          selected={only}
          onChoose={(stage) => {
            if (stage === 'rated') void navigate({ to: '/partners', search: {} })
            else void navigate({ to: '/triage', search: stage === 'provisional' ? { which: stage } : {} })
          }}
        />
      )}
      <nav className="triage-views" aria-label={t('classification.triageViews')}>
        {triageChoices.map((choice) => (
          <Link
            key={choice}
            to="/triage"
            search={choice === 'unrated' ? {} : { which: choice }}
            {...(choice === only ? { 'aria-current': 'page' as const } : {})}
          >
            {t(`classification.triageWhich.${choice}`)}
          </Link>
        ))}
      </nav>
      {rows.length === 0 ? (
        <EmptyState good text={t(`classification.triageNone.${only}`)} />
      ) : (
        <>
          <Bulk
            texts={texts}
            rows={rows}
            hasMore={list.hasNextPage}
            isApplying={applyAll.isPending || save.isPending}
            onApply={(parts) =>
              Promise.all(parts.map((part) => save.mutateAsync(part))).then(
                () => showNotice(t('classification.bulkDone', { count: rows.length })),
                () => undefined,
              )
            }
            onApplyAll={(answers) => applyAll.mutate(answers)}
          />
          <TriageTable
            rows={rows}
            texts={texts}
            onAnswer={(partnerId, question, value) => save.mutate([{ partnerId, [question]: value }])}
          />
          {list.hasNextPage && (
            <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('classification.more')}
            </Button>
          )}
        </>
      )}
    </>
  )
}

const MOST = 500
const VALUES: Record<string, boolean | null> = { yes: true, no: false, unknown: null }

type BulkProps = {
  texts: string[]
  rows: TriageRow[]
  hasMore: boolean
  isApplying: boolean
  onApply: (parts: Given[][]) => Promise<void>
  onApplyAll: (answers: Answers) => void
}

function Bulk({ texts, rows, hasMore, isApplying, onApply, onApplyAll }: BulkProps) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<Partial<Record<Question, string>>>({})
  const choices = [
    { value: '', label: t('classification.bulkKeep') },
    ...(['yes', 'no', 'unknown'] as const).map((value) => ({ value, label: t(`classification.${value}`) })),
  ]
  const given = (): Answers =>
    Object.fromEntries(
      Object.entries(chosen).flatMap(([question, value]) => (value === '' ? [] : [[question, VALUES[value] ?? null]])),
    )
  const apply = () => {
    const answers = rows.map((row) => ({ partnerId: row.partnerId, ...given() }))
    const parts = Array.from({ length: Math.ceil(answers.length / MOST) }, (_, at) =>
      answers.slice(at * MOST, (at + 1) * MOST),
    )
    void onApply(parts)
  }
  const first = useRef<HTMLSelectElement>(null)
  const isEmpty = Object.values(chosen).every((value) => value === '')
  const unlessEmpty = (act: () => void) => () => {
    if (!isEmpty) return act()
    showNotice(t('classification.bulkNothing'))
    first.current?.focus()
  }
  return (
    <div className="triage-bulk">
      {QUESTIONS.map((question, at) => (
        <NativeSelect
          key={question}
          {...(at === 0 ? { ref: first } : {})}
          label={texts[at]}
          data={choices}
          value={chosen[question] ?? ''}
          onChange={(event) => setChosen({ ...chosen, [question]: event.currentTarget.value })}
        />
      ))}
      <Button onClick={unlessEmpty(apply)}>{t('classification.bulk', { count: rows.length })}</Button>
      {hasMore && (
        <Button loading={isApplying} onClick={unlessEmpty(() => onApplyAll(given()))}>
          {t('classification.bulkAll')}
        </Button>
      )}
    </div>
  )
}
