import { describe, expect, it } from 'vitest'
import { inStep, mapInTurns, partsOf } from './in-step.ts'

const later = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('making and writing in step', () => {
  it('makes the next part while one is written, and writes one at a time in order', async () => {
    const log: string[] = []
    await inStep(
      [1, 2, 3],
      (part) => {
        log.push(`make ${part}`)
        return part
      },
      async (part) => {
        log.push(`begin ${part}`)
        await later()
        await later()
        log.push(`end ${part}`)
      },
    )
    expect(log).toEqual([...['make 1', 'begin 1', 'make 2', 'end 1', 'begin 2', 'make 3', 'end 2', 'begin 3', 'end 3']])
  })

  it('lets the part being written end before it tells that the next could not be made', async () => {
    const log: string[] = []
    const done = inStep(
      [1, 2],
      (part) => {
        if (part === 2) throw new Error('cannot be made')
        return part
      },
      async (part) => {
        await later()
        log.push(`written ${part}`)
      },
    )
    await expect(done).rejects.toThrow('cannot be made')
    expect(log).toEqual(['written 1'])
  })

  it('writes nothing more after a part that could not be written', async () => {
    const written: number[] = []
    const done = inStep(
      [1, 2, 3],
      (part) => later().then(() => part),
      async (part) => {
        written.push(part)
        if (part === 1) throw new Error('refused')
      },
    )
    await expect(done).rejects.toThrow('refused')
    expect(written).toEqual([1])
  })
})

describe('long lists', () => {
  it('are mapped whole and in order, letting other work in', async () => {
    const rows = Array.from({ length: 250 }, (_, at) => at)
    let others = 0
    setImmediate(() => {
      others += 1
    })
    const made = await mapInTurns(rows, (row) => ({ row, others }))
    expect(made.map(({ row }) => row)).toEqual(rows)
    expect([made[0]?.others, made.at(-1)?.others]).toEqual([0, 1])
  })

  it('come in parts that hold everything once', () => {
    expect(partsOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
    expect(partsOf([], 2)).toEqual([])
  })
})
