import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { formatMoment } from '../../lib/format-date.ts'
import { useLocale } from '../../lib/locale.ts'
import { Timeline } from '../../ui/Timeline.tsx'
import { ZONE } from './partner-columns.tsx'

type Entry = components['schemas']['Timeline']['items'][number]
const KINDS = ['partner', 'assessment', 'engagement', 'evidence', 'note'] as const
const EVENTS = [
  'partner_created',
  'partner_updated',
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
] as const
const STAGES = ['candidate', 'contracted', 'ending', 'archived'] as const

/** The history of a partner in sentences; an event without a sentence of its own is shown by its kind. */
export function PartnerTimeline({ items }: { items: Entry[] }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const now = new Date().toISOString()
  const sentence = (entry: Entry): string => {
    const event = EVENTS.find((each) => each === entry.event.replace('.', '_'))
    const stage = STAGES.find((each) => each === entry.params.to)
    const to = stage === undefined ? '' : t(`partners.stages.${stage}`)
    const { fields = 0, reason = '', names = '', name = '', label = '' } = entry.params
    return event === undefined ? entry.event : t(`partners.events.${event}`, { to, fields, reason, names, name, label })
  }
  return (
    <Timeline
      kinds={KINDS.map((key) => ({ key, label: t(`partners.kindsOfEvent.${key}`) }))}
      entries={items.map((entry) => ({
        id: entry.id,
        at: entry.at,
        when: formatMoment(entry.at, now, ZONE, locale),
        kind: entry.kind,
        weight: 'open',
        text: sentence(entry),
        who: entry.by ?? t('partners.system'),
      }))}
    />
  )
}
