import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from './Section.tsx'
import { SignalShape, type Weight } from './Signal.tsx'
import { ToggleChips } from './ToggleChips.tsx'
import './timeline.css'

export type TimelineEntry = {
  id: string
  at: string
  when: string
  kind: string
  weight: Weight
  text: string
  who: string
  reference?: ReactNode
}

type Props = {
  entries: readonly TimelineEntry[]
  kinds: readonly { key: string; label: string }[]
  kind: string
  onKind: (kind: string) => void
  note?: string
  foot?: ReactNode
}

/** Everything that happened with one partner, newest first, narrowed by kind; `all` is every kind. */
export function Timeline({ entries, kinds, kind, onKind, note, foot }: Props) {
  const { t } = useTranslation()
  const label = new Map(kinds.map((each) => [each.key, each.label]))
  const options = [{ key: 'all', label: t('common.all') }, ...kinds]
  return (
    <Section
      title={t('common.history')}
      {...(note === undefined ? {} : { note })}
      act={<ToggleChips label={t('common.filters')} options={options} value={kind} onChange={onKind} />}
    >
      <ol className="timeline">
        {entries.map((entry) => (
          <li key={entry.id}>
            <time dateTime={entry.at}>{entry.when}</time>
            <span className="timeline-kind">{label.get(entry.kind) ?? entry.kind}</span>
            <SignalShape weight={entry.weight} size={11} />
            <span className="timeline-text">
              {entry.text}
              <span className="meta">{entry.who}</span>
            </span>
            {entry.reference !== undefined && <span className="timeline-reference">{entry.reference}</span>}
          </li>
        ))}
      </ol>
      {foot}
    </Section>
  )
}
