import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

const PATIENCE_MS = 120_000
const LOOK_MS = 20

/** The mail server of the bench: it takes everything, and people look into their boxes. */
export type MailCatcher = {
  port: number
  /** Message-IDs of all that arrived; the same message twice counts once. */
  ids: ReadonlySet<string>
  /** How many connections were open at the same time at most. */
  peakConnections: () => number
  /** The first group of a pattern in the first mail of an address that has it; waits until there is one. */
  find: (address: string, pattern: RegExp) => Promise<string>
  /** Empties the boxes. */
  clear: () => void
  close: () => Promise<void>
}

const bodyOf = (stream: NodeJS.ReadableStream): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    stream.on('data', (part: Buffer) => parts.push(part))
    stream.once('error', reject)
    stream.once('end', () => resolve(Buffer.concat(parts)))
  })

/** Starts a real SMTP server on this machine. */
export const startMailCatcher = async (): Promise<MailCatcher> => {
  const boxes = new Map<string, Buffer[]>()
  const ids = new Set<string>()
  let [open, peak] = [0, 0]
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 1,
    onConnect(_session, done) {
      open += 1
      peak = Math.max(peak, open)
      done()
    },
    onClose() {
      open -= 1
    },
    onData(stream, session, done) {
      bodyOf(stream).then((mail) => {
        const address = session.envelope.rcptTo[0]?.address ?? ''
        boxes.set(address, [...(boxes.get(address) ?? []), mail])
        ids.add(/^Message-ID:\s*(<[^>]+>)/im.exec(mail.toString('latin1'))?.[1] ?? '')
        done()
      }, done)
    },
  })
  server.on('error', () => undefined)
  const listener = server.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const find = async (address: string, pattern: RegExp): Promise<string> => {
    const until = performance.now() + PATIENCE_MS
    for (let seen = 0; performance.now() < until; await wait(LOOK_MS)) {
      const box = boxes.get(address) ?? []
      for (const mail of box.slice(seen)) {
        const hit = pattern.exec((await simpleParser(mail)).text ?? '')?.[1]
        if (hit !== undefined) return hit
      }
      seen = box.length
    }
    throw new Error('a mail that is waited for did not come within two minutes')
  }
  return {
    port: (listener.address() as AddressInfo).port,
    ids,
    peakConnections: () => peak,
    find,
    clear: () => boxes.clear(),
    close: () =>
      new Promise<void>((resolve) => {
        for (const connection of server.connections) connection._socket.destroy()
        server.close(() => resolve())
      }),
  }
}
