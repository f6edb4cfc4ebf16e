import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export type RawAnswer = { status: number; type: string; body: { code?: string; title?: string; state?: string } }
export type RawRequest = { path: string; headers: Record<string, string>; body?: Iterable<Buffer> }

/** A connection on which a test sends exactly what it likes, and which answers in turn. */
export type RawConnection = {
  /** Sends the head and every byte of the body, whatever the server says meanwhile, as a browser does. */
  send: (request: RawRequest) => Promise<void>
  answer: () => Promise<RawAnswer>
  /** Breaks the connection off, as a dying network does. */
  cut: () => void
}

const writeAll = async (socket: Socket, pieces: Iterable<Buffer>): Promise<void> => {
  for (const piece of pieces) if (!socket.write(piece)) await once(socket, 'drain')
}

const head = ({ path, headers }: RawRequest): Buffer =>
  Buffer.from(
    [
      `POST /api/v1${path} HTTP/1.1`,
      'host: localhost',
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      '',
      '',
    ].join('\r\n'),
  )

function* chunked(body: Iterable<Buffer>): Generator<Buffer> {
  for (const piece of body)
    yield Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')])
  yield Buffer.from('0\r\n\r\n')
}

/** Opens a connection to a server; a body whose length is not announced goes in chunks. */
export const rawConnection = async (address: string): Promise<RawConnection> => {
  const { hostname, port } = new URL(address)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  let seen = Buffer.alloc(0)
  let failure: Error | undefined
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const resolve of waiting) resolve()
    waiting.clear()
  }
  socket.on('data', (bytes) => {
    seen = Buffer.concat([seen, bytes])
    wake()
  })
  socket.on('error', (error) => {
    failure = error
  })
  socket.on('close', () => {
    failure ??= new Error('the server closed the connection')
    wake()
  })
  const next = async (): Promise<void> => {
    if (failure !== undefined) throw failure
    await new Promise<void>((resolve) => void waiting.add(resolve))
  }
  const answer = async (): Promise<RawAnswer> => {
    while (!seen.includes('\r\n\r\n')) await next()
    const end = seen.indexOf('\r\n\r\n') + 4
    const lines = seen.subarray(0, end).toString('latin1').split('\r\n')
    const header = (name: string) =>
      lines.find((line) => line.toLowerCase().startsWith(`${name}: `))?.slice(name.length + 2)
    const length = Number(header('content-length') ?? 0)
    while (seen.length < end + length) await next()
    const text = seen.subarray(end, end + length).toString('utf8')
    seen = seen.subarray(end + length)
    return {
      status: Number(lines[0]?.split(' ')[1]),
      type: header('content-type') ?? '',
      body: JSON.parse(text || '{}'),
    }
  }
  return {
    send: async (request) => {
      const isAnnounced = Object.hasOwn(request.headers, 'content-length')
      const headers = isAnnounced ? request.headers : { ...request.headers, 'transfer-encoding': 'chunked' }
      socket.write(head({ ...request, headers }))
      const body = request.body ?? []
      await writeAll(socket, isAnnounced ? body : chunked(body))
    },
    answer,
    cut: () => void socket.destroy(),
  }
}
