import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Instant } from '../../domain/time.ts'
import { bodyText, canonical, hashDetail, hashLink } from './chain.ts'

const text = fc.string({ unit: 'grapheme' })

test('the body of an entry is the RFC 8785 text of its fields', () => {
  fc.assert(
    fc.property(
      fc.record({
        tenant: text,
        stream: text,
        segment: text,
        seq: fc.nat(Number.MAX_SAFE_INTEGER),
        id: text,
        at: text.map((at) => at as Instant),
        actor: text,
        event: text,
        subject: fc.record({ type: text, id: text }),
        detailHash: text,
      }),
      (body) => bodyText(body) === canonical({ v: 1, ...body }),
    ),
  )
})

test('hashes are SHA-256 over the parts in their order', () => {
  const sha256 = (joined: string) => createHash('sha256').update(joined, 'utf8').digest('hex')
  expect(hashDetail('塩', '{"after":"東芝"}')).toBe(sha256('塩{"after":"東芝"}'))
  expect(hashLink('ab', '{"v":1}')).toBe(sha256('kizuna.ledger.v1\nab{"v":1}'))
})
