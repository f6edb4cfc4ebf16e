import { describe, expect, test } from 'vitest'
import { createAnswerQueue, type Sent, type Waiting } from './answer-queue.ts'

const memory = () => {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

const done: Waiting = { value: 'done', comment: '', equivalent: false, baseRevision: 0 }
const saved = (revision: number): Sent => ({
  kind: 'saved',
  revision,
  savedAt: '2026-11-21T01:00:00.000Z',
  replaced: null,
})

const queueWith = (answers: Sent[], storage = memory()) => {
  const sent: [string, string][] = []
  const settled: string[] = []
  const queue = createAnswerQueue({
    storage,
    name: 'q',
    send: async (key, { comment }) => {
      sent.push([key, comment])
      return answers.shift() ?? saved(1)
    },
    settled: (key, _, { kind }) => void settled.push(`${key} ${kind}`),
  })
  return { queue, sent, settled, storage }
}

describe('entries on this device', () => {
  test('wait while the server cannot be reached, survive a reload and go out afterwards', async () => {
    const { queue, storage } = queueWith([{ kind: 'unreachable' }])
    queue.put('gov-policy', done)
    queue.put('gov-owner', { ...done, value: 'na', comment: '理由' })
    await queue.flush()
    expect([queue.read().state, Object.keys(queue.read().waiting).length]).toEqual(['unreachable', 2])
    const later = queueWith([], storage)
    expect(Object.keys(later.queue.read().waiting)).toEqual(['gov-policy', 'gov-owner'])
    await later.queue.flush()
    expect(later.sent).toEqual([
      ['gov-policy', ''],
      ['gov-owner', '理由'],
    ])
    expect([later.queue.read().state, storage.kept.size]).toEqual(['saved', 0])
  })

  test('typed without a choice stay here and are not sent', async () => {
    const { queue, sent } = queueWith([])
    queue.put('gov-policy', { ...done, value: '', comment: '書きかけ' })
    await queue.flush()
    expect([sent, queue.read().waiting['gov-policy']?.comment]).toEqual([[], '書きかけ'])
  })

  test('changed while they travel are sent again from the revision just made', async () => {
    const bases: number[] = []
    const queue = createAnswerQueue({
      storage: memory(),
      name: 'q',
      send: async (_, { baseRevision }) => {
        bases.push(baseRevision)
        if (bases.length === 1) queue.put('gov-policy', { ...done, comment: '続き' })
        return saved(bases.length)
      },
      settled: () => undefined,
    })
    queue.put('gov-policy', done)
    await queue.flush()
    expect(bases).toEqual([0, 1])
    expect(queue.read().waiting).toEqual({})
  })

  test('the server refuses are named, not sent for ever', async () => {
    const { queue, settled } = queueWith([{ kind: 'refused' }])
    queue.put('gov-policy', done)
    await queue.flush()
    await queue.flush()
    expect([queue.read().refused, settled]).toEqual([['gov-policy'], ['gov-policy refused']])
    queue.put('gov-policy', done)
    expect(queue.read().refused).toEqual([])
  })

  test('survive a session that ended', async () => {
    const { queue, storage } = queueWith([{ kind: 'ended' }])
    queue.put('gov-policy', done)
    await queue.flush()
    expect(storage.kept.get('q')).toContain('gov-policy')
  })

  test.each(['', 'null', '[1]', '{"a":1}', '{"a":{"value":"done"}}', '{'])(
    'damaged on the device (%s) are left out',
    (text) => {
      const storage = memory()
      storage.kept.set('q', text)
      expect(queueWith([], storage).queue.read().waiting).toEqual({})
    },
  )
})
