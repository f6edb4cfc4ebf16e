const clockFaceOf = (instant: number, zone: string): number => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant))
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '00'
  return Date.parse(`${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:00Z`)
}

/** The instant at which a day 'YYYY-MM-DD', moved by whole days, begins in a zone. */
export const dayStart = (date: string, zone: string, moveBy = 0): string => {
  const wanted = Date.parse(`${date}T00:00:00Z`) + moveBy * 86_400_000
  const first = wanted - (clockFaceOf(wanted, zone) - wanted)
  return new Date(first - (clockFaceOf(first, zone) - wanted)).toISOString()
}

/** The last minute of a day 'YYYY-MM-DD' in a zone: when something due that day is due. */
export const dayEnd = (date: string, zone: string): string =>
  new Date(Date.parse(dayStart(date, zone, 1)) - 60_000).toISOString()
