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
  const all = { ...paths, actions: '/actions', incidents: '/incidents', assessments: '/assessments' }
  const { bar, more } = splitForPhone(entriesFor(all))
  expect(bar.map((entry) => entry.key)).toEqual(['today', 'partners', 'actions', 'incidents'])
  expect(more.map((entry) => entry.key)).toEqual(['assessments', 'audits', 'settings'])
})

test('while a daily screen does not exist its place in the bar goes to the next one', () => {
  const { bar, more } = splitForPhone(entriesFor({ ...paths, assessments: '/assessments', approvals: '/approvals' }))
  expect(bar.map((entry) => entry.key)).toEqual(['today', 'partners', 'assessments', 'audits'])
  expect(more.map((entry) => entry.key)).toEqual(['approvals', 'settings'])
})

test('home is the first screen of the menu, or the account when there is none yet', () => {
  expect(homePath({ partners: '/partners', today: '/today' })).toBe('/today')
  expect(homePath({})).toBe('/account')
})
