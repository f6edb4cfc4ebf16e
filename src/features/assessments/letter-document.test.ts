import { expect, it } from 'vitest'
import type { Instant } from '../../domain/time.ts'
import { letterDocument } from './letter-document.ts'

it('is dated by the day of the company that asks', () => {
  const letter = {
    lang: 'en',
    subject: 'Request',
    body: 'Dear all',
    number: 'AC-0001',
    link: 'x',
    check: '1',
    buyer: 'us',
  }
  const madeAt = '2026-11-21T16:00:00.000Z' as Instant
  const dated = (tz: string) => letterDocument({ ...letter, madeAt, tz }).footer.printedAt
  expect([dated('Asia/Tokyo'), dated('Europe/Berlin')]).toEqual(['Made on 2026/11/22', 'Made on 2026/11/21'])
})
