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

/** Splits the menu: what the phone's bar shows, and what waits behind その他. */
export const splitForPhone = (entries: readonly NavEntry[]): { bar: NavEntry[]; more: NavEntry[] } => ({
  bar: entries.filter((entry) => phoneBar.includes(entry.key)),
  more: entries.filter((entry) => !phoneBar.includes(entry.key)),
})

export const entriesFor = (
  paths: Partial<Record<NavKey, string>>,
  counts: Partial<Record<NavKey, NavCount>> = {},
): NavEntry[] =>
  navOrder.flatMap((key) => {
    const path = paths[key]
    const count = counts[key]
    return path === undefined ? [] : [{ key, path, icon: key, ...(count === undefined ? {} : { count }) }]
  })
