import { afterEach, describe, expect, it } from 'vitest'
import { startSmtpServer } from '../../../test/support/smtp.ts'
import { type DrainClock, drain } from './drain.ts'
import type { OutgoingMail } from './mail-transport.ts'
import { renderMail } from './render-mail.ts'
import { smtpTransport } from './smtp-transport.ts'

/** A clock that jumps ahead whenever someone waits. */
function jumpingClock(): DrainClock & { waited: number[] } {
  const waited: number[] = []
  let now = 0
  return {
    waited,
    now: () => now,
    wait: async (ms) => {
      waited.push(ms)
      now += ms
    },
  }
}

function queueOf(size: number) {
  const waiting = Array.from({ length: size }, (_, number) => number)
  const limits: number[] = []
  const next = async (limit: number) => {
    limits.push(limit)
    return waiting.splice(0, limit)
  }
  return { waiting, limits, next }
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

const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('draining a queue', () => {
  it('hands over everything once and records each result', async () => {
    const { next } = queueOf(23)
    const done = new Map<number, string>()
    const recorded = await drain({
      next,
      send: async (item) => `sent ${item}`,
      record: async (item, result) => void done.set(item, result),
      connections: 5,
    })
    expect(recorded).toBe(23)
    expect([...done].toSorted(([a], [b]) => a - b)).toEqual(Array.from({ length: 23 }, (_, n) => [n, `sent ${n}`]))
  })

  it('never leases more than it can hand over at once', async () => {
    const { next, limits } = queueOf(12)
    const { open, stats, send } = gated()
    const run = drain({ next, send, record: async () => {}, connections: 5 })
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

  it('keeps to the rate, without a burst after a pause', async () => {
    const clock = jumpingClock()
    const { next } = queueOf(21)
    const sentAt: number[] = []
    await drain({
      next,
      send: async () => sentAt.push(clock.now()),
      record: async () => {},
      connections: 5,
      ratePerSecond: 10,
      clock,
    })
    expect(sentAt).toHaveLength(21)
    expect(clock.now()).toBe(2_100)
    for (const [index, at] of sentAt.entries()) expect(at).toBeGreaterThanOrEqual(index * 100)
  })

  it('stops leasing when told to, but finishes and records what is in hand', async () => {
    const { next, waiting } = queueOf(12)
    const { open, send } = gated()
    const stop = new AbortController()
    const done: number[] = []
    const run = drain({ next, send, record: async (item) => void done.push(item), connections: 3, signal: stop.signal })
    await settle()
    stop.abort()
    for (const go of open) go()
    expect(await run).toBe(3)
    expect([done, waiting.length]).toEqual([[0, 1, 2], 9])
  })

  it('does not keep waiting for its turn after being told to stop, and leaves no timer behind', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
    const before = timers()
    const { next } = queueOf(12)
    const stop = new AbortController()
    const rest = { send: async () => {}, record: async () => {}, connections: 1, ratePerSecond: 0.001 }
    const run = drain({ next, ...rest, signal: stop.signal })
    await settle()
    expect(timers()).toBe(before + 1)
    stop.abort()
    expect(await run).toBe(1)
    expect(timers()).toBe(before)
  })

  it.each(['next', 'send', 'record'] as const)('ends when %s fails, after finishing what is in hand', async (where) => {
    const { next, waiting } = queueOf(50)
    const done: number[] = []
    let calls = 0
    const failOn = (part: string) => {
      if (part === where && ++calls === 3) throw new Error('database away')
    }
    const run = drain({
      next: async (limit) => {
        failOn('next')
        return next(limit)
      },
      send: async () => failOn('send'),
      record: async (item) => {
        failOn('record')
        done.push(item)
      },
      connections: 2,
    })
    await expect(run).rejects.toThrow('database away')
    expect(waiting.length).toBeGreaterThan(40)
    expect(done.length).toBeGreaterThanOrEqual(2)
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
      next: async (limit) => mails.splice(0, limit),
      send: transport.send,
      record: async (_mail, { outcome }) => void outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1),
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
