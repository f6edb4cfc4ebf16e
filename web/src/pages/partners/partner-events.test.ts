import { expect, test } from 'vitest'
import { partners } from '../../texts/ja/partners.ts'
import { PARTNER_EVENTS } from './partner-events.ts'

test('every sentence written for an event is told', () => {
  expect([...PARTNER_EVENTS].sort()).toEqual(Object.keys(partners.events).sort())
})
