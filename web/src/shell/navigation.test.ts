import { expect, test } from 'vitest'
import { homePath } from '../navigation-paths.ts'
import { entriesFor, splitForPhone } from './navigation.ts'

const paths = { settings: '/settings', partners: '/partners', today: '/', audits: '/audits' }

test('the menu keeps the reading order and shows only screens that exist', () => {
  expect(entriesFor(paths).map((entry) => entry.key)).toEqual(['today', 'partners', 'audits', 'settings'])
})

test('a count is shown where one is known', () => {
  const [today, partners] = entriesFor(paths, { today: { count: 8, overdue: true } })
  expect(today?.count).toEqual({ count: 8, overdue: true })
  expect(partners?.count).toBeUndefined()
})

test('the phone bar holds the four daily screens, the rest waits behind more', () => {
  const { bar, more } = splitForPhone(entriesFor(paths))
  expect(bar.map((entry) => entry.key)).toEqual(['today', 'partners'])
  expect(more.map((entry) => entry.key)).toEqual(['audits', 'settings'])
})

test('home is the first screen of the menu, or the account when there is none yet', () => {
  expect(homePath({ partners: '/partners', today: '/today' })).toBe('/today')
  expect(homePath({})).toBe('/account')
})
