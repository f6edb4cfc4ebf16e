import type { IconName } from './icons.tsx'

export type NavKey =
  | 'today'
  | 'partners'
  | 'assessments'
  | 'agreements'
  | 'audits'
  | 'actions'
  | 'incidents'
  | 'exercises'
  | 'contacts'
  | 'approvals'
  | 'settings'

export type NavCount = { count: number; overdue: boolean }
export type NavEntry = { key: NavKey; path: string; icon: IconName; count?: NavCount }

/** The whole product in its reading order; a screen appears in the menu once its page exists. */
export const navOrder: readonly NavKey[] = [
  'today',
  'partners',
  'assessments',
  'agreements',
  'audits',
  'actions',
  'incidents',
  'exercises',
  'contacts',
  'approvals',
  'settings',
]

const phoneBar: readonly NavKey[] = ['today', 'partners', 'actions', 'incidents']

/** Splits the menu: the phone's bar shows the four daily screens, the next ones while some of these do not exist; the rest waits behind その他. */
export const splitForPhone = (entries: readonly NavEntry[]): { bar: NavEntry[]; more: NavEntry[] } => {
  const daily = entries.filter((entry) => phoneBar.includes(entry.key))
  const others = entries.filter((entry) => !phoneBar.includes(entry.key) && entry.key !== 'settings')
  const shown = new Set([...daily, ...others].slice(0, phoneBar.length))
  return { bar: entries.filter((entry) => shown.has(entry)), more: entries.filter((entry) => !shown.has(entry)) }
}

export const entriesFor = (
  paths: Partial<Record<NavKey, string>>,
  counts: Partial<Record<NavKey, NavCount>> = {},
): NavEntry[] =>
  navOrder.flatMap((key) => {
    const path = paths[key]
    const count = counts[key]
    return path === undefined ? [] : [{ key, path, icon: key, ...(count === undefined ? {} : { count }) }]
  })
