import { describe, expect, it } from 'vitest'
import type { Instant } from '../../domain/time.ts'
import { readMomentCursor, writeMomentCursor } from './moment-cursor.ts'

const at = '2026-11-21T01:00:00.000Z' as Instant
const id = '019a0000-0000-7000-8000-000000000001'

describe('a cursor of a list by moments', () => {
  it('comes back as it was', () => {
    expect(readMomentCursor(writeMomentCursor({ at, id }))).toEqual({ at, id })
  })

  it.each([
    ['nothing', undefined],
    ['no cursor', 'nonsense'],
    ['a moment in other words', `1 ${id}`],
    ['a day that does not exist', `2026-13-45T99:00:00.000Z ${id}`],
    ['no identifier', `${at} ${'-'.repeat(36)}`],
  ])('begins anew with %s', (_what, text) => {
    const sent = text === undefined ? undefined : Buffer.from(text).toString('base64url')
    expect(readMomentCursor(sent)).toBeNull()
  })
})
