import { formatMoment } from '../lib/format-date.ts'
import { type ClockKind, formatTimeLeft } from '../lib/format-time-left.ts'
import { useLocale } from '../lib/locale.ts'
import { SignalShape, type Weight } from './Signal.tsx'
import './scales.css'

type Props = {
  dueAt: string
  now: string
  zone: string
  clock: ClockKind
  weight: Extract<Weight, 'open' | 'wait' | 'stop'>
}

/** The weight comes from the deadline rule, never from this screen; the due moment is always one hover or focus away. */
export function TimeLeft({ dueAt, now, zone, clock, weight }: Props) {
  const locale = useLocale()
  return (
    <time className={`time-left ${weight}`} dateTime={dueAt} title={formatMoment(dueAt, now, zone, locale)}>
      <SignalShape weight={weight} />
      {formatTimeLeft({ dueAt, now, zone, clock, locale })}
    </time>
  )
}
