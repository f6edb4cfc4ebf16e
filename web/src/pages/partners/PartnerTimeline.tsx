import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { api, body } from '../../lib/api.ts'
import { dateIn, formatDate, formatMoment } from '../../lib/format-date.ts'
import { useLocale } from '../../lib/locale.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import type { Weight } from '../../ui/Signal.tsx'
import { Timeline } from '../../ui/Timeline.tsx'
import { ZONE } from './partner-columns.tsx'

type Page = components['schemas']['Timeline']
type Entry = Page['items'][number]
const KINDS = ['partner', 'assessment', 'engagement', 'evidence', 'note'] as const
const EVENTS = [
  'partner_created',
  'partner_updated',
  'partner_imported',
  'partner_import_updated',
  'partner_import_undone',
  'partner_moved',
  'partner_assigned',
  'partner_merged',
  'partner_merge_undone',
  'partner_proposed',
  'contact_added',
  'contact_updated',
  'contact_revoked',
  'evidence_added',
  'evidence_updated',
  'evidence_removed',
  'subcontract_added',
  'subcontract_removed',
  'note_added',
  'note_updated',
  'note_removed',
  'engagement_created',
  'engagement_updated',
  'engagement_ended',
  'engagement_rated',
  'override_asked',
  'override_granted',
  'override_refused',
  'override_withdrawn',
  'override_expired',
  'override_replaced',
  'override_ended_by_merge',
  'override_restored',
  'assessment_sent',
  'assessment_submitted',
  'assessment_returned',
  'assessment_confirmed',
  'assessment_withdrawn',
  'deadline_overdue',
  'deadline_extended',
  'import_committed',
  'import_undone',
] as const
const WEIGHTS: Partial<Record<string, Weight>> = {
  'assessment.confirmed': 'done',
  'assessment.returned': 'wait',
  'deadline.overdue': 'wait',
  'override.refused': 'wait',
}
const CHANGED = [
  'code',
  'name',
  'reading',
  'nameEn',
  'formerNames',
  'corporateNumber',
  'country',
  'postalCode',
  'address',
  'industryNote',
  'employees',
  'capitalYen',
  'kind',
  'website',
  'tags',
  'unitIds',
  'contacts',
  'notes',
  'results',
  'service',
] as const
const STAGES = ['candidate', 'contracted', 'ending', 'archived'] as const

/** The history of a partner in sentences, narrowed by kind and page by page; an event without a sentence of its own is shown by its kind. */
export function PartnerTimeline({ id, first }: { id: string; first: Page }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const [kind, setKind] = useState('all')
  const wanted = KINDS.find((each) => each === kind)
  const history = useInfiniteQuery({
    queryKey: ['partners', id, 'timeline', kind],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/partners/{id}/timeline', {
          params: {
            path: { id },
            query: {
              ...(wanted === undefined ? {} : { kind: wanted }),
              ...(pageParam === '' ? {} : { after: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.next,
    ...(kind === 'all' ? { initialData: { pages: [first], pageParams: [''] } } : {}),
  })
  const items = history.data?.pages.flatMap((page) => page.items) ?? []
  const now = new Date().toISOString()
  const sentence = (entry: Entry): string => {
    const event = EVENTS.find((each) => each === entry.event.replace('.', '_'))
    const stage = STAGES.find((each) => each === entry.params.to)
    const to = stage === undefined ? '' : t(`partners.stages.${stage}`)
    const {
      fields = 0,
      reason = '',
      names = '',
      name = '',
      label = '',
      from = '',
      level = '',
      file = '',
      due,
    } = entry.params
    if (event === undefined) return t(`partners.kindsOfEvent.${KINDS.find((each) => each === entry.kind) ?? 'partner'}`)
    const changed = CHANGED.filter((key) =>
      String(entry.params.changed ?? '')
        .split(',')
        .includes(key),
    )
    const levelWord = (value: string | number) => (value === '-' ? t('scales.unrated') : value)
    const values = {
      to: to || levelWord(entry.params.to ?? ''),
      from: levelWord(from),
      level,
      fields,
      reason,
      names,
      name,
      label,
      file,
      due: due === undefined ? '' : formatDate(String(due), dateIn(now, ZONE), locale),
      changed: changed.map((key) => t(`partners.changed.${key}`)).join(locale === 'ja' ? '、' : ', '),
    }
    return t(`partners.events.${event}`, values)
  }
  return (
    <Timeline
      kind={kind}
      onKind={setKind}
      kinds={KINDS.map((key) => ({ key, label: t(`partners.kindsOfEvent.${key}`) }))}
      entries={items.map((entry) => ({
        id: entry.id,
        at: entry.at,
        when: formatMoment(entry.at, now, ZONE, locale),
        kind: entry.kind,
        weight: WEIGHTS[entry.event] ?? 'open',
        text: sentence(entry),
        who: entry.by ?? t('partners.system'),
      }))}
      foot={
        history.error ? (
          <ErrorState
            what={t('partners.historyFailed')}
            problem={problemOf(history.error)}
            onRetry={() => void history.refetch()}
          />
        ) : history.hasNextPage ? (
          <Button mt="sm" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {t('partners.older')}
          </Button>
        ) : undefined
      }
    />
  )
}
