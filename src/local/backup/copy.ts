import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import type pg from 'pg'

type Wire = {
  query(text: string): void
  readonly stream: Duplex
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(reason: string): void
}

const rowsOf = (tag: string): number => Number(/^COPY (\d+)$/.exec(tag)?.[1] ?? 0)

/** Runs a COPY … TO STDOUT and hands over what arrives in pieces of about `size` bytes; answers the number of rows. */
export const copyOut = (
  client: pg.Client,
  sql: string,
  size: number,
  take: (piece: Buffer) => Promise<void>,
): Promise<number> =>
  new Promise((resolve, reject) => {
    let rows = 0
    let held: Buffer[] = []
    let bytes = 0
    let failure: unknown
    let taking: Promise<void> = Promise.resolve()
    const flush = (wire?: Wire): void => {
      const piece = Buffer.concat(held)
      held = []
      bytes = 0
      wire?.stream.pause()
      taking = taking
        .then(() => (failure === undefined ? take(piece) : undefined))
        .catch((error: unknown) => {
          failure ??= error
        })
        .then(() => {
          wire?.stream.resume()
        })
    }
    client.query({
      submit: (connection: pg.Connection) => connection.query(sql),
      handleCopyData: ({ chunk }: { chunk: Buffer }, wire: Wire) => {
        // The parser reuses its buffer for the next packet.
        held.push(Buffer.from(chunk))
        bytes += chunk.length
        if (bytes >= size) flush(wire)
      },
      handleCommandComplete: ({ text }: { text: string }) => {
        rows = rowsOf(text)
      },
      handleError: (error: unknown) => {
        reject(error)
      },
      handleReadyForQuery: () => {
        if (bytes > 0) flush()
        taking.then(() => (failure === undefined ? resolve(rows) : reject(failure)))
      },
    })
  })

/** Runs a COPY … FROM STDIN with the pieces of a source; answers the number of rows. */
export const copyIn = (client: pg.Client, sql: string, source: AsyncIterable<Buffer>): Promise<number> =>
  new Promise((resolve, reject) => {
    let rows = 0
    let stopped = false
    let failure: unknown
    const pump = async (wire: Wire): Promise<void> => {
      try {
        for await (const piece of source) {
          if (stopped) return
          wire.sendCopyFromChunk(piece)
          if (wire.stream.writableNeedDrain) await once(wire.stream, 'drain')
        }
        if (!stopped) wire.endCopyFrom()
      } catch (error) {
        failure = error
        if (!stopped) wire.sendCopyFail('the source failed')
      }
    }
    client.query({
      submit: (connection: pg.Connection) => connection.query(sql),
      handleCopyInResponse: (wire: Wire) => void pump(wire),
      handleCommandComplete: ({ text }: { text: string }) => {
        rows = rowsOf(text)
      },
      handleError: (error: unknown) => {
        stopped = true
        reject(failure ?? error)
      },
      handleReadyForQuery: () => resolve(rows),
    })
  })
