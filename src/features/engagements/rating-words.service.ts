import type { FactorReason } from '../../domain/risk/factor-proposal.ts'
import type { Locale } from '../../platform/errors.ts'
import type { Policy } from '../catalog/read-policy.service.ts'

type Words = { ja: string; en: string }

const WORDS = {
  no_data: { ja: '預けていない', en: 'Nothing entrusted' },
  no_connection: { ja: 'つながりなし', en: 'No connection' },
  domestic: { ja: '該当なし', en: 'Nothing to consider' },
  not_assessed: { ja: 'まだ評価していない', en: 'Not assessed yet' },
  other_industry: { ja: '一覧にない業種', en: 'Industry outside the list' },
  unknown: { ja: '未回答', en: 'Not answered' },
} as const satisfies Record<string, Words>

const MAN = 10_000
const OKU = 100_000_000

const yen = (amount: number, locale: Locale): string => {
  if (locale === 'en') return `¥${amount.toLocaleString('en-US')}`
  if (amount >= OKU && amount % MAN === 0) {
    const rest = Math.floor((amount % OKU) / MAN)
    return `${Math.floor(amount / OKU).toLocaleString('ja-JP')}億${rest === 0 ? '' : rest.toLocaleString('ja-JP')}${rest === 0 ? '円' : '万円'}`
  }
  return amount >= MAN && amount % MAN === 0
    ? `${(amount / MAN).toLocaleString('ja-JP')}万円`
    : `${amount.toLocaleString('ja-JP')}円`
}

const people = (count: number, locale: Locale): string =>
  locale === 'ja' ? `${count.toLocaleString('ja-JP')}人分` : `${count.toLocaleString('en-US')} people`

const labelOf = (entries: readonly { key: string; label: Words }[], key: string, locale: Locale): string =>
  entries.find((entry) => entry.key === key)?.label[locale] ?? key

/** Name of a kind, a direction and a rhythm of connection, as the policy words them. */
export const connectionWords = (
  { document: { facts } }: Policy,
  connection: { kind: string; direction: string; alwaysOn: boolean },
  locale: Locale,
) => ({
  kindLabel: facts.connectionKinds.find((entry) => entry.kind === connection.kind)?.label[locale] ?? connection.kind,
  directionLabel:
    facts.directions.find((entry) => entry.direction === connection.direction)?.label[locale] ?? connection.direction,
  whenLabel: facts.alwaysOn[connection.alwaysOn ? 'yes' : 'no'][locale],
})

/** An overseas reason in words: the catalogue's sentence for its key, else what a person wrote. */
const concernText = ({ countries }: Policy, reason: FactorReason, locale: Locale): string =>
  countries.reasons.find((entry) => entry.key === reason.text)?.text[locale] ?? reason.text ?? ''

const reasonText = (policy: Policy, reason: FactorReason, locale: Locale): string => {
  const { facts } = policy.document
  const figure = Number(reason.value)
  switch (reason.code) {
    case 'data_class':
      return labelOf(facts.dataClasses, reason.value, locale)
    case 'data_volume':
      return labelOf(facts.dataVolumes, reason.value, locale)
    case 'personal_count':
      return people(figure, locale)
    case 'fee':
      return yen(figure, locale)
    case 'maturity':
      return reason.value
    case 'overseas':
      return concernText(policy, reason, locale)
    case 'industry':
      return policy.industries.industries.find((entry) => entry.key === reason.value)?.name[locale] ?? reason.value
    case 'connection': {
      const [kind = '', direction = '', when] = reason.value.split('/')
      const words = connectionWords(policy, { kind, direction, alwaysOn: when === 'always_on' }, locale)
      return `${words.kindLabel} ${words.whenLabel}${locale === 'ja' ? '・' : ', '}${words.directionLabel}`
    }
    case 'no_data':
    case 'no_connection':
    case 'domestic':
    case 'not_assessed':
    case 'other_industry':
      return WORDS[reason.code][locale]
  }
}

/** Facts behind proposed points, in words, the weightiest first. */
export const reasonsText = (policy: Policy, because: readonly FactorReason[], locale: Locale): string =>
  [...because]
    .sort((a, b) => b.points - a.points)
    .map((reason) => reasonText(policy, reason, locale))
    .filter((text, at, all) => text !== '' && all.indexOf(text) === at)
    .join(locale === 'ja' ? '・' : ', ')

export const unansweredText = (locale: Locale): string => WORDS.unknown[locale]
