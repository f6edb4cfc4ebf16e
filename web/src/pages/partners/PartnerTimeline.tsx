import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FACT_KEYS } from '../../../../src/domain/intake/planned-facts.ts'
import { PARTNER_STAGES } from '../../../../src/domain/partner/stage.ts'
import type { components } from '../../lib/api.gen.d.ts'
import { api, body } from '../../lib/api.ts'
import { useClock } from '../../lib/clock.ts'
import { listed } from '../../lib/listed.ts'
import { useLocale } from '../../lib/locale.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import type { Weight } from '../../ui/Signal.tsx'
import { Timeline } from '../../ui/Timeline.tsx'
import { PARTNER_EVENTS } from './partner-events.ts'

type Page = components['schemas']['Timeline']
type Entry = Page['items'][number]
const KINDS = ['partner', 'assessment', 'engagement', 'evidence', 'note'] as const
const WEIGHTS: Partial<Record<string, Weight>> = {
  'assessment.confirmed': 'done',
  'assessment.returned': 'wait',
  'deadline.overdue': 'wait',
  'override.refused': 'wait',
}
const CHANGED = [...FACT_KEYS, 'contacts', 'notes', 'results', 'service'] as const

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
  const { day, moment } = useClock()
  const sentence = (entry: Entry): string => {
    const event = PARTNER_EVENTS.find((each) => each === entry.event.replace('.', '_'))
    const stage = PARTNER_STAGES.find((each) => each === entry.params.to)
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
      due: due === undefined ? '' : day(String(due)),
      changed: listed(
        changed.map((key) => t(`partners.changed.${key}`)),
        locale,
      ),
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
        when: moment(entry.at),
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
