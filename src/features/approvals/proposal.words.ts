import type { Locale } from '../../platform/errors.ts'

type Words = { ja: string; en: string }

/** What the parts of a proposal are called, whichever feature asks. */
const LABELS: Record<string, Words> = {
  level: { ja: '水準', en: 'Level' },
  set: { ja: '質問の組', en: 'Question set' },
  fromLevel: { ja: 'いまの水準', en: 'Present level' },
  toLevel: { ja: '変更後の水準', en: 'New level' },
  from: { ja: '変更前', en: 'From' },
  to: { ja: '変更後', en: 'To' },
  before: { ja: '変更前', en: 'Before' },
  after: { ja: '変更後', en: 'After' },
  reason: { ja: '理由', en: 'Reason' },
  expiresAt: { ja: '有効期限', en: 'Ends' },
  expiresOn: { ja: '有効期限', en: 'Ends on' },
  dueAt: { ja: '期限', en: 'Due' },
  dueOn: { ja: '期限', en: 'Due on' },
  days: { ja: '日数', en: 'Days' },
  startsAt: { ja: '開始', en: 'Starts' },
  endsAt: { ja: '終了', en: 'Ends' },
  amount: { ja: '金額', en: 'Amount' },
  title: { ja: '件名', en: 'Title' },
  name: { ja: '名前', en: 'Name' },
  version: { ja: '版', en: 'Version' },
  count: { ja: '件数', en: 'Count' },
}

const LEVELS: readonly Words[] = [
  { ja: 'R0 許容', en: 'R0 Acceptable' },
  { ja: 'R1 低', en: 'R1 Low' },
  { ja: 'R2 要注意', en: 'R2 Watch' },
  { ja: 'R3 高', en: 'R3 High' },
  { ja: 'R4 最重要', en: 'R4 Top' },
]

const YES: Words = { ja: 'はい', en: 'Yes' }
const NO: Words = { ja: 'いいえ', en: 'No' }
const NONE: Words = { ja: 'なし', en: 'None' }

export type ProposalFact = { label: string; value: string }
type Reader = { locale: Locale; tz: string }

/** A moment as the organisation's clock shows it, such as 2026年11月21日 10:00. */
export const momentIn = (instant: string, { locale, tz }: Reader): string => {
  const options = { timeZone: tz, dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat(locale === 'ja' ? 'ja-JP' : 'en-GB', options).format(new Date(instant))
}

const dayIn = (date: string, { locale }: Reader): string =>
  new Intl.DateTimeFormat(locale === 'ja' ? 'ja-JP' : 'en-GB', { timeZone: 'UTC', dateStyle: 'long' }).format(
    new Date(`${date}T00:00:00Z`),
  )

const labelOf = (key: string, locale: Locale): string =>
  LABELS[key]?.[locale] ?? key.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()

const textValue = (value: string, reader: Reader): string => {
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return momentIn(value, reader)
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return dayIn(value, reader)
  return value
}

const inWords = (key: string, value: unknown, reader: Reader): string => {
  const { locale } = reader
  if (value === null || value === undefined || value === '') return NONE[locale]
  if (typeof value === 'boolean') return (value ? YES : NO)[locale]
  if (typeof value === 'number') {
    const level = /level$/i.test(key) ? LEVELS[value] : undefined
    return level?.[locale] ?? new Intl.NumberFormat(locale === 'ja' ? 'ja-JP' : 'en-GB').format(value)
  }
  if (typeof value === 'string') return textValue(value, reader)
  if (Array.isArray(value)) {
    const parts = value.map((each) => inWords(key, each, reader))
    return parts.length === 0 ? NONE[locale] : parts.join(locale === 'ja' ? '、' : ', ')
  }
  const parts = describeProposal(value as Record<string, unknown>, reader)
  return parts.map((part) => `${part.label}：${part.value}`).join(locale === 'ja' ? '、' : ', ')
}

const isIdentifier = (key: string, value: unknown): boolean =>
  /Ids?$|^id$/.test(key) && (typeof value === 'string' || Array.isArray(value))

/** Puts a proposal into words for whoever decides; nothing but identifiers is left out, so that no part is decided unseen. */
export const describeProposal = (proposal: Readonly<Record<string, unknown>>, reader: Reader): ProposalFact[] =>
  Object.entries(proposal)
    .filter(([key, value]) => !isIdentifier(key, value))
    .map(([key, value]) => ({ label: labelOf(key, reader.locale), value: inWords(key, value, reader) }))
