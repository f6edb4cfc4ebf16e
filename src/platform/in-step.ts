import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * Makes each part while the one before is still being written; parts are written in order, one at a time, and nothing
 * is left writing when this ends, however it ends.
 */
export const inStep = async <P, T>(
  parts: Iterable<P>,
  make: (part: P) => T | Promise<T>,
  write: (made: T) => Promise<void>,
): Promise<void> => {
  let writing: Promise<void> = Promise.resolve()
  try {
    for (const part of parts) {
      const made = await make(part)
      await writing
      writing = write(made)
      // Its failure is told by the next await; until then it must not count as nobody's.
      writing.catch(() => undefined)
    }
  } finally {
    await writing
  }
}

const PER_TURN = 100

/** Maps a long list, letting other work in now and then: a request that waits, the next statement of a writer. */
export const mapInTurns = async <T, R>(rows: readonly T[], each: (row: T, at: number) => R): Promise<R[]> => {
  const made: R[] = []
  for (const [at, row] of rows.entries()) {
    if (at % PER_TURN === PER_TURN - 1) await nextTurn()
    made.push(each(row, at))
  }
  return made
}

/** A list in parts of so many. */
export const partsOf = <T>(rows: readonly T[], size: number): (readonly T[])[] =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, at) => rows.slice(at * size, (at + 1) * size))
