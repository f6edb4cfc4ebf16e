import { Server } from '@tus/server'
import { ERRORS } from '@tus/utils'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'
import { type FileStore, isFileId } from '../files/file-store.ts'
import type { ReceivedFile, UploadLimits } from '../files/finished-file.ts'
import type { KeyRing } from '../files/master-key.ts'
import { isFileName } from '../files/media-type.ts'
import { resumableStore, uploadRefused } from '../files/resumable-store.ts'
import { STATUS } from './problem.ts'

/** Who uploads, and what they may hand in. `owner` is opaque here: only the same owner may continue an upload. */
export type Uploader = { readonly owner: string; readonly limits: UploadLimits }

export type UploadEndpointOptions = {
  /** Where uploads begin, as the router writes it; an upload then stands one step below the address it began at. */
  readonly path: string
  readonly store: FileStore
  readonly keys: KeyRing
  readonly now: () => Date
  readonly newId: () => string
  /** Undefined hides the endpoint from this caller (404); an AppError is answered with its status and code. */
  readonly authorise: (request: FastifyRequest) => Promise<Uploader | undefined>
  /** Records the complete file; may be called again for the same id after a crash, so it must be idempotent. */
  readonly register: (
    upload: { file: ReceivedFile; name: string; owner: string },
    request: FastifyRequest,
  ) => Promise<void>
  readonly reportError: (error: unknown) => void
}

/** The part of the protocol library's request that leads back to Node's. */
type Incoming = { runtime?: { node?: { req: object } | undefined } | undefined }

const NOT_FOUND = { status_code: 404, body: 'not_found' }
const UNEXPECTED = { status_code: 500, body: 'unexpected' }

/** Turns a refusal of ours into one that the protocol answers with. */
const told = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    throw error instanceof AppError ? { status_code: STATUS[error.text.kind], body: error.code } : error
  }
}

/** Mounts resumable uploads (tus 1.0: create, continue, ask for the offset, cancel) on a fastify instance. */
export function mountUploads(app: FastifyInstance, options: UploadEndpointOptions): void {
  const { path, authorise, register } = options
  const uploads = resumableStore(options)
  const requests = new WeakMap<object, FastifyRequest>()
  const uploaders = new WeakMap<object, Uploader>()

  const recordFinished = async (id: string, request: FastifyRequest) => {
    const finished = await uploads.unregistered(id)
    if (!finished) return
    await told(register(finished, request))
    await uploads.markRegistered(id)
  }

  const server = new Server({
    path,
    datastore: uploads,
    generateUrl: (incoming, { id }) => `${new URL(incoming.url).pathname.replace(/\/$/, '')}/${id}`,
    allowedOrigins: [],
    disableTerminationForFinishedUploads: true,
    namingFunction: options.newId,
    getFileIdFromRequest: (_incoming, last) => (last !== undefined && isFileId(last) ? last : undefined),

    async onIncomingRequest(incoming, id) {
      const { raw, request } = fastifyRequestOf(incoming)
      const uploader = await told(authorise(request))
      if (!uploader) throw NOT_FOUND
      uploaders.set(raw, uploader)
      if (request.method === 'POST') return
      if ((await uploads.ownerOf(id)) !== uploader.owner) throw NOT_FOUND
      // A crash after the last byte and before the record: the client only asks for the offset and thinks it is done.
      if (request.method === 'HEAD') await recordFinished(id, request)
    },

    async onUploadCreate(incoming, upload) {
      const uploader = uploaders.get(fastifyRequestOf(incoming).raw)
      if (!uploader) throw NOT_FOUND
      const filename = upload.metadata?.filename
      if (!filename || !isFileName(filename)) throw uploadRefused(400, 'name_invalid')
      if (!upload.size) throw uploadRefused(400, 'empty')
      if (upload.size > uploader.limits.bytes) throw uploadRefused(413, 'too_large')
      return { metadata: { filename, owner: uploader.owner, types: uploader.limits.types.join(' ') } }
    },

    async onUploadFinish(incoming, upload) {
      await recordFinished(upload.id, fastifyRequestOf(incoming).request)
      return {}
    },

    onResponseError(_incoming, error) {
      if ('status_code' in error && typeof error.status_code === 'number') return undefined
      options.reportError(error)
      return UNEXPECTED
    },
  })

  const fastifyRequestOf = (incoming: Incoming) => {
    const raw = incoming.runtime?.node?.req
    const request = raw && requests.get(raw)
    if (!request) throw ERRORS.UNKNOWN_ERROR
    return { raw, request }
  }

  const handle = (request: FastifyRequest, reply: FastifyReply) => {
    reply.hijack()
    requests.set(request.raw, request)
    // The protocol's handler stands outside fastify's answer: what our hooks set on every answer is carried over.
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value)
    server.handle(request.raw, reply.raw).catch((error: unknown) => {
      options.reportError(error)
      reply.raw.destroy()
    })
  }

  const schema = { hide: true }
  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null))
  app.route({ method: 'POST', url: path, schema, handler: handle })
  app.route({ method: ['HEAD', 'PATCH', 'DELETE'], url: `${path}/:upload`, schema, handler: handle })
}
