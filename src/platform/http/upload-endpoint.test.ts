import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Fastify, { type FastifyInstance } from 'fastify'
import * as tus from 'tus-js-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { diskFileStore } from '../files/disk-store.ts'
import type { FileStore } from '../files/file-store.ts'
import type { ReceivedFile } from '../files/finished-file.ts'
import { createMasterKey, masterKeyFrom, unwrapFileKey } from '../files/master-key.ts'
import { MEDIA_TYPES } from '../files/media-type.ts'
import { gatherBytes, openSealed } from '../files/sealed-file.ts'
import { segmentStart } from '../files/segment.ts'
import { mountUploads } from './upload-endpoint.ts'

const MIB = 1024 * 1024
const PATH = '/portal/uploads'
const keys = { current: masterKeyFrom(randomBytes(32)), older: [] }
const SECURITY = { 'content-security-policy': "default-src 'none'", 'x-content-type-options': 'nosniff' }
const pdf = (bytes: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes - 9)])
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

type Registered = { file: ReceivedFile; name: string; owner: string }

let root = ''
let store: FileStore
let app: FastifyInstance
let origin = ''
let registered: Registered[] = []
let errors: unknown[] = []
let registerFails = false
const processes: ChildProcess[] = []

async function startServer() {
  store = diskFileStore(root)
  app = Fastify({ forceCloseConnections: true })
  app.addHook('onRequest', async (_request, reply) => void reply.headers(SECURITY))
  mountUploads(app, {
    path: PATH,
    store,
    keys,
    now: () => new Date('2026-11-21T00:00:00Z'),
    newId: randomUUID,
    authorise: async (request) => {
      const owner = request.headers['x-owner']
      return typeof owner === 'string' ? { owner, limits: { bytes: 6 * MIB, types: MEDIA_TYPES } } : undefined
    },
    register: async (upload) => {
      if (registerFails) throw new Error('database away')
      registered.push(upload)
    },
    reportError: (error) => errors.push(error),
  })
  origin = await app.listen({ port: 0, host: '127.0.0.1' })
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'uploads-'))
  registered = []
  errors = []
  registerFails = false
  await startServer()
})
afterEach(async () => {
  for (const child of processes.splice(0)) child.kill('SIGKILL')
  await app.close()
  await rm(root, { recursive: true })
})

const tusHeaders = { 'tus-resumable': '1.0.0', 'x-owner': 'ours' }
const metadata = (name: string) => `filename ${Buffer.from(name).toString('base64')}`

async function create(size: number, name = '証跡.pdf', headers: Record<string, string> = {}): Promise<Response> {
  return fetch(origin + PATH, {
    method: 'POST',
    headers: { ...tusHeaders, 'upload-length': String(size), 'upload-metadata': metadata(name), ...headers },
  })
}

async function created(size: number, name?: string): Promise<string> {
  const response = await create(size, name)
  expect(response.status).toBe(201)
  return response.headers.get('location') ?? ''
}

const patch = (location: string, offset: number, body: Buffer, headers: Record<string, string> = {}) =>
  patchAt(origin, location, offset, body, headers)
const patchAt = (at: string, location: string, offset: number, body: Buffer, headers: Record<string, string> = {}) =>
  fetch(at + location, {
    method: 'PATCH',
    headers: {
      ...tusHeaders,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
      ...headers,
    },
    body: new Uint8Array(body),
  })
const head = (location: string, headers: Record<string, string> = {}) =>
  fetch(origin + location, { method: 'HEAD', headers: { ...tusHeaders, ...headers } })
const idIn = (location: string) => location.slice(location.lastIndexOf('/') + 1)

async function plainOf({ file }: Registered): Promise<Buffer> {
  const reader = await openSealed(store, file.id, unwrapFileKey(file.wrappedKey, keys, file.id))
  return gatherBytes(reader.read())
}

type ClientEnd = { url: string; status: number | undefined }

/** Runs the browser's client to its end; `onAcknowledged` may break it off. */
function upload(bytes: Buffer, options: Partial<tus.UploadOptions> & { stopAt?: number } = {}): Promise<ClientEnd> {
  const { stopAt, ...rest } = options
  return new Promise((resolve) => {
    const client = new tus.Upload(bytes, {
      endpoint: origin + PATH,
      headers: { 'x-owner': 'ours' },
      metadata: { filename: '証跡.pdf' },
      retryDelays: null,
      onSuccess: () => resolve({ url: client.url ?? '', status: undefined }),
      onError: (error) =>
        resolve({
          url: client.url ?? '',
          status: 'originalResponse' in error ? error.originalResponse?.getStatus() : undefined,
        }),
      onChunkComplete: (_chunk, accepted) => {
        if (stopAt !== undefined && accepted >= stopAt)
          client.abort().then(() => resolve({ url: client.url ?? '', status: undefined }))
      },
      ...rest,
    })
    client.start()
  })
}

/** Starts to send a file, but stops in the middle and waits. */
function stall(at: string, location: string, announced: number, part: Buffer): Socket {
  const { port, hostname } = new URL(at)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  const lines = [
    `PATCH ${location} HTTP/1.1`,
    'Host: x',
    'Tus-Resumable: 1.0.0',
    'X-Owner: ours',
    'Upload-Offset: 0',
    'Content-Type: application/offset+octet-stream',
    `Content-Length: ${announced}`,
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  socket.write(part)
  return socket
}

/** The same endpoint in a process of its own: prints its origin, then a line for every file it records. */
async function startProcess(keyFile: string) {
  const here = (file: string) => JSON.stringify(new URL(file, import.meta.url).href)
  const script = `
    import Fastify from 'fastify'
    import { randomUUID } from 'node:crypto'
    import { diskFileStore } from ${here('../files/disk-store.ts')}
    import { readMasterKey } from ${here('../files/master-key.ts')}
    import { mountUploads } from ${here('./upload-endpoint.ts')}
    const app = Fastify()
    mountUploads(app, {
      path: ${JSON.stringify(PATH)},
      store: diskFileStore(${JSON.stringify(root)}),
      keys: { current: await readMasterKey(${JSON.stringify(keyFile)}), older: [] },
      now: () => new Date(0),
      newId: randomUUID,
      authorise: async () => ({ owner: 'ours', limits: { bytes: ${64 * MIB}, types: ['application/pdf'] } }),
      register: async ({ file }) => console.log(JSON.stringify(file)),
      reportError: (error) => console.error(error),
    })
    console.log(await app.listen({ port: 0, host: '127.0.0.1' }))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  processes.push(child)
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const { value } = await lines.next()
  return { child, lines, origin: value ?? '' }
}

describe('resumable upload', () => {
  it('delivers the same bytes and records them once, with owner, name and SHA-256', async () => {
    const bytes = pdf(2 * MIB + 500_000)
    await upload(bytes)
    expect(registered).toHaveLength(1)
    const [done] = registered
    expect(done).toMatchObject({ owner: 'ours', name: '証跡.pdf', file: { sha256: sha256(bytes), size: bytes.length } })
    expect(done && (await plainOf(done)).equals(bytes)).toBe(true)
  })

  it('acknowledges whole sealed segments only and goes on there after a break', async () => {
    const bytes = pdf(5 * MIB)
    const { url } = await upload(bytes, { chunkSize: 2.5 * MIB, stopAt: 2 * MIB })
    const offset = (await head(new URL(url).pathname)).headers.get('upload-offset')
    expect(offset).toBe(String(2 * MIB))
    await upload(bytes, { uploadUrl: url })
    expect(registered.map(({ file }) => file.sha256)).toEqual([sha256(bytes)])
    expect(registered[0] && (await plainOf(registered[0])).equals(bytes)).toBe(true)
  })

  it('keeps what was sealed when the socket is destroyed, and a new server process goes on', async () => {
    const bytes = pdf(4 * MIB + 3)
    const location = await created(bytes.length)
    const id = idIn(location)
    const socket = stall(origin, location, bytes.length, bytes.subarray(0, 2.7 * MIB))
    await expect.poll(() => store.size(id)).toBe(segmentStart(2))
    socket.destroy()
    await once(socket, 'close')
    // The torn segment that a kill would leave behind.
    await store.append(id, segmentStart(2), randomBytes(1000))
    await app.close()
    await startServer()
    expect((await head(location)).headers.get('upload-offset')).toBe(String(2 * MIB))
    await upload(bytes, { uploadUrl: origin + location })
    expect(registered[0] && (await plainOf(registered[0])).equals(bytes)).toBe(true)
  })

  it('goes on after kill -9 in the middle of a request', async () => {
    const bytes = pdf(6 * MIB + 5)
    const keyFile = join(root, 'master.key')
    await createMasterKey(keyFile)
    const first = await startProcess(keyFile)
    const made = await fetch(first.origin + PATH, {
      method: 'POST',
      headers: { ...tusHeaders, 'upload-length': String(bytes.length), 'upload-metadata': metadata('a.pdf') },
    })
    const location = made.headers.get('location') ?? ''
    const socket = stall(first.origin, location, bytes.length, bytes.subarray(0, 3.5 * MIB))
    await expect.poll(() => store.size(idIn(location))).toBe(segmentStart(3))
    first.child.kill('SIGKILL')
    await once(socket, 'close')
    const second = await startProcess(keyFile)
    const kept = await fetch(second.origin + location, { method: 'HEAD', headers: tusHeaders })
    const offset = Number(kept.headers.get('upload-offset'))
    expect(offset).toBe(3 * MIB)
    const rest = await patchAt(second.origin, location, offset, bytes.subarray(offset))
    expect(rest.status).toBe(204)
    expect(JSON.parse((await second.lines.next()).value ?? '')).toMatchObject({ sha256: sha256(bytes) })
    second.child.kill('SIGKILL')
  })

  it('records a complete file that the crash left unrecorded as soon as the client asks', async () => {
    const bytes = pdf(MIB)
    const location = await created(bytes.length)
    registerFails = true
    expect((await patch(location, 0, bytes)).status).toBe(500)
    expect(registered).toEqual([])
    registerFails = false
    expect((await head(location)).headers.get('upload-offset')).toBe(String(MIB))
    expect((await head(location)).status).toBe(200)
    expect(registered.map(({ file }) => file.sha256)).toEqual([sha256(bytes)])
  })

  it('answers a wrong offset with 409 and keeps the upload', async () => {
    const bytes = pdf(2 * MIB)
    const location = await created(bytes.length)
    expect((await patch(location, MIB, bytes.subarray(MIB))).status).toBe(409)
    expect((await patch(location, 0, bytes)).status).toBe(204)
    expect(registered).toHaveLength(1)
  })

  it('answers 413 to a file over the limit, and to more bytes than announced', async () => {
    expect((await create(6 * MIB + 1)).status).toBe(413)
    const location = await created(MIB)
    expect((await patch(location, 0, pdf(MIB + 1))).status).toBe(413)
    expect((await create(6 * MIB)).status).toBe(201)
  })

  it('hides itself from strangers and uploads from other owners: 404 with the same body as no upload', async () => {
    const location = await created(MIB)
    const absent = `${PATH}/${randomUUID()}`
    const foreign = { 'x-owner': 'theirs' }
    expect((await head(location, foreign)).status).toBe(404)
    const answers = [await patch(location, 0, pdf(MIB), foreign), await patch(absent, 0, pdf(MIB))]
    expect(answers.map((answer) => answer.status)).toEqual([404, 404])
    const [foreignBody, absentBody] = await Promise.all(answers.map((answer) => answer.text()))
    expect(foreignBody).toBe(absentBody)
    const gone = await fetch(origin + location, { method: 'DELETE', headers: { ...tusHeaders, ...foreign } })
    expect(gone.status).toBe(404)
    const anonymous = { 'tus-resumable': '1.0.0', 'upload-length': '9', 'upload-metadata': metadata('a.pdf') }
    expect((await fetch(origin + PATH, { method: 'POST', headers: anonymous })).status).toBe(404)
    expect((await fetch(origin + location, { method: 'HEAD', headers: anonymous })).status).toBe(404)
    expect((await head(location)).status).toBe(200)
  })

  it.each([
    ['a program', Buffer.concat([Buffer.from('MZ'), randomBytes(3 * MIB)]), 'a.pdf', 'executable'],
    ['a page', Buffer.from(`<html>${'x'.repeat(2 * MIB)}`), 'a.txt', 'markup'],
    ['a short page', Buffer.from('<html>'), 'a.txt', 'markup'],
    [
      'a picture under another name',
      Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(9)]),
      'a.pdf',
      'name_mismatch',
    ],
    ['a broken workbook', Buffer.from('PK\x03\x04 broken'), 'a.xlsx', 'damaged'],
  ])('refuses %s with a reason and keeps nothing', async (_case, bytes, name, reason) => {
    const location = await created(bytes.length, name)
    const answer = await patch(location, 0, bytes)
    expect([answer.status, await answer.text()]).toEqual([415, reason])
    expect(await store.size(idIn(location))).toBeUndefined()
    expect((await head(location)).status).toBe(404)
    expect(registered).toEqual([])
  })

  it('tells the browser client the reason at once', async () => {
    const end = await upload(Buffer.concat([Buffer.from('MZ'), randomBytes(5 * MIB)]))
    expect(end.status).toBe(415)
  })

  it.each([
    ['no name', '', 400],
    ['an endless name', `${'a'.repeat(300)}.pdf`, 400],
  ])('refuses %s', async (_case, name, status) => {
    expect((await create(MIB, name)).status).toBe(status)
  })

  it('refuses an empty file', async () => {
    expect((await create(0)).status).toBe(400)
  })

  it('sends the security headers with every answer, a relative address and no cross-origin permission', async () => {
    const made = await create(MIB)
    expect(made.headers.get('location')).toMatch(/^\/portal\/uploads\/[0-9a-f-]{36}$/)
    const location = made.headers.get('location') ?? ''
    for (const answer of [made, await head(location), await patch(location, 7, pdf(10)), await create(99 * MIB)]) {
      expect(Object.fromEntries(answer.headers)).toMatchObject(SECURITY)
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  it('never tells a stranger what went wrong inside', async () => {
    const bytes = pdf(100)
    const location = await created(bytes.length)
    registerFails = true
    const answer = await patch(location, 0, bytes)
    expect(await answer.text()).toBe('unexpected')
    expect(errors).toEqual([expect.objectContaining({ message: 'database away' })])
  })

  it('lets its owner cancel an unfinished upload', async () => {
    const location = await created(2 * MIB)
    const gone = await fetch(origin + location, { method: 'DELETE', headers: tusHeaders })
    expect(gone.status).toBe(204)
    expect(await store.size(idIn(location))).toBeUndefined()
  })

  it('keeps neither name nor owner readable beside the file', async () => {
    const location = await created(MIB, '絆-secret.pdf')
    const note = (await store.readNote(idIn(location))) ?? ''
    expect(note).not.toContain('secret')
    expect(note).not.toContain('ours')
  })
})
