import { afterEach, describe, expect, it, vi } from 'vitest'
import { startSmtpServer } from '../../../test/support/smtp.ts'
import { drain, type HandedOver } from './drain.ts'
import type { OutgoingMail, SendResult } from './mail-transport.ts'
import { renderMail } from './render-mail.ts'
import { smtpTransport } from './smtp-transport.ts'

/** A list of numbers that are leased in order, with the limits asked for and what came of each. */
function queueOf(size: number) {
  const waiting = Array.from({ length: size }, (_, number) => number)
  const limits: number[] = []
  const done = new Map<number, unknown>()
  const turn = async (through: readonly HandedOver<number, unknown>[], limit: number) => {
    for (const { item, result } of through) done.set(item, result)
    if (limit > 0) limits.push(limit)
    const items = waiting.splice(0, limit)
    return { items, end: items.length < limit }
  }
  return { waiting, limits, done, turn }
}

/** A gate that holds every send until it is opened. */
function gated() {
  const open: (() => void)[] = []
  const stats = { inHand: 0, peak: 0 }
  const send = (item: number) =>
    new Promise<string>((resolve) => {
      stats.peak = Math.max(stats.peak, ++stats.inHand)
      open.push(() => {
        stats.inHand--
        resolve(`sent ${item}`)
      })
    })
  return { open, stats, send }
}

afterEach(() => {
  vi.useRealTimers()
})

const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('draining a queue', () => {
  it('hands over everything once and records each result', async () => {
    const { turn, done } = queueOf(23)
    expect(await drain({ turn, send: async (item: number) => `sent ${item}`, connections: 5 })).toBe(23)
    expect([...done].toSorted(([a], [b]) => a - b)).toEqual(Array.from({ length: 23 }, (_, n) => [n, `sent ${n}`]))
  })

  it('never leases more than it can hand over at once', async () => {
    const { turn, limits } = queueOf(12)
    const { open, stats, send } = gated()
    const run = drain({ turn, send, connections: 5 })
    await settle()
    expect([stats.inHand, limits]).toEqual([5, [5]])
    open.shift()?.()
    await settle()
    expect([stats.inHand, limits]).toEqual([5, [5, 1]])
    while (open.length > 0) {
      open.shift()?.()
      await settle()
    }
    expect([await run, stats.peak]).toEqual([12, 5])
  })

  it('writes down together what came through while it was writing, and fills those places at once', async () => {
    const { turn, limits } = queueOf(9)
    const { open, send } = gated()
    const writing = Promise.withResolvers<void>()
    const sizes: number[] = []
    const slow: typeof turn = async (through, limit) => {
      sizes.push(through.length)
      if (through.length === 1) await writing.promise
      return turn(through, limit)
    }
    const run = drain({ turn: slow, send, connections: 4 })
    await settle()
    for (const go of open.splice(0)) {
      go()
      await settle()
    }
    expect(sizes).toEqual([0, 1])
    writing.resolve()
    await settle()
    expect([sizes, limits]).toEqual([
      [0, 1, 3],
      [4, 1, 3],
    ])
    while (open.length > 0) {
      for (const go of open.splice(0)) go()
      await settle()
    }
    expect(await run).toBe(9)
  })

  it('lets what is through wait for the rest, but no longer than a turn takes, when told to gather', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    const { turn, limits } = queueOf(8)
    const { open, send } = gated()
    const sizes: number[] = []
    const ofEightMs: typeof turn = async (through, limit) => {
      sizes.push(through.length)
      vi.advanceTimersByTime(8)
      return turn(through, limit)
    }
    const run = drain({ turn: ofEightMs, send, connections: 3, gather: true })
    const finish = async () => {
      open.shift()?.()
      await settle()
    }
    await settle()
    await finish()
    await finish()
    expect(sizes).toEqual([0])
    await finish()
    expect(sizes).toEqual([0, 3])
    await finish()
    vi.advanceTimersByTime(7)
    await settle()
    expect(sizes).toEqual([0, 3])
    vi.advanceTimersByTime(1)
    await settle()
    expect([sizes, limits]).toEqual([
      [0, 3, 1],
      [3, 3, 1],
    ])
    while (open.length > 0) await finish()
    vi.advanceTimersByTime(8)
    expect(await run).toBe(8)
  })

  it('looks again when a turn gave nothing although more waits', async () => {
    const { turn } = queueOf(3)
    let refused = 0
    const choosy: typeof turn = async (through, limit) => {
      refused += 1
      return refused <= 2 ? { items: [], end: false } : turn(through, limit)
    }
    expect(await drain({ turn: choosy, send: async () => 'sent', connections: 2 })).toBe(3)
  })

  it('stops leasing when told to, but finishes and records what is in hand', async () => {
    const { turn, waiting, done } = queueOf(12)
    const { open, send } = gated()
    const stop = new AbortController()
    const run = drain({ turn, send, connections: 3, signal: stop.signal })
    await settle()
    stop.abort()
    for (const go of open) go()
    expect(await run).toBe(3)
    expect([[...done.keys()], waiting.length]).toEqual([[0, 1, 2], 9])
  })

  it.each(['turn', 'send'] as const)('ends when %s fails, after finishing what is in hand', async (where) => {
    const { turn, waiting, done } = queueOf(50)
    let calls = 0
    const failOn = (part: string) => {
      if (part === where && ++calls === 3) throw new Error('database away')
    }
    const run = drain({
      turn: async (through: readonly HandedOver<number, unknown>[], limit: number) => {
        failOn('turn')
        return turn(through, limit)
      },
      send: async () => failOn('send'),
      connections: 2,
    })
    await expect(run).rejects.toThrow('database away')
    expect(waiting.length).toBeGreaterThan(40)
    expect(done.size).toBeGreaterThanOrEqual(1)
  })
})

describe('draining into a real server', () => {
  const closing: (() => unknown)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  it('delivers 500 mails on five connections, each once', async () => {
    const server = await startSmtpServer()
    const transport = smtpTransport({ host: '127.0.0.1', port: server.port, security: 'none' })
    closing.push(() => transport.close(), server.close)
    const mails = Array.from({ length: 500 }, (_, number) => mailNumber(number))
    const outcomes = new Map<string, number>()
    const startedAt = performance.now()
    const recorded = await drain({
      turn: async (through: readonly HandedOver<OutgoingMail, SendResult>[], limit: number) => {
        for (const { result } of through) outcomes.set(result.outcome, (outcomes.get(result.outcome) ?? 0) + 1)
        return { items: mails.splice(0, limit), end: mails.length === 0 }
      },
      send: transport.send,
      connections: 5,
    })
    const seconds = (performance.now() - startedAt) / 1000
    process.stdout.write(`500 mails on 5 connections: ${seconds.toFixed(2)} s\n`)
    expect([recorded, outcomes]).toEqual([500, new Map([['accepted', 500]])])
    expect(new Set(server.received.map(({ envelope }) => envelope.from)).size).toBe(500)
    expect(server.received).toHaveLength(500)
    expect(server.stats.peakConnections).toBe(5)
  })
})

function mailNumber(number: number): OutgoingMail {
  const to = `person${number}@partner.example`
  return {
    envelope: { from: `bounce+${number}@kizuna.example`, to },
    messageId: `<${number}@kizuna.example>`,
    date: new Date('2026-11-21T00:00:00Z'),
    from: { name: '絆 事務局', address: 'kizuna@kizuna.example' },
    to: { name: `担当者${number}`, address: to },
    ...renderMail({
      lang: 'ja',
      subject: `ご回答のお願い（${number}）`,
      paragraphs: ['いつもお世話になっております。', '下のボタンからご回答ください。'],
      action: { label: '回答を始める', url: `https://kizuna.example/p#${number}` },
    }),
  }
}
