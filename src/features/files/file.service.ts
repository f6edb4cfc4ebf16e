import { Readable } from 'node:stream'
import { type Actor, actorText, type ReadCtx, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { ReceivedFile } from '../../platform/files/finished-file.ts'
import { unwrapFileKey } from '../../platform/files/master-key.ts'
import type { MediaType } from '../../platform/files/media-type.ts'
import { receiveUpload } from '../../platform/files/receive-upload.ts'
import { openSealed } from '../../platform/files/sealed-file.ts'
import { newId } from '../../platform/ids.ts'
import { type Engine, writing } from '../../platform/work.ts'
import { fileErrors, refusedUpload } from './file.errors.ts'
import {
  deleteFile,
  type FileOwner,
  findFile,
  insertFile,
  markAttached,
  markDetached,
  type StoredFile,
  unattachedBefore,
} from './file.store.ts'

export type Incoming = { name: string; limits: { bytes: number; types: readonly MediaType[] } }

/** A file that has been taken in, without the key it is sealed under. */
export type KeptFile = Omit<ReceivedFile, 'wrappedKey'>

/** What an address that takes files refuses before it reads them: more bytes than it would keep. */
export const announcedLimit = ({ bytes }: Pick<Incoming['limits'], 'bytes'>) => ({
  bytes,
  tooLarge: fileErrors.too_large,
})

/** Takes in a file as it streams: bounded, checked, hashed and sealed; it stays unattached until something refers to it. */
export const receiveFile = async (
  engine: Engine,
  actor: Actor,
  stream: Readable,
  { name, limits }: Incoming,
): Promise<KeptFile> => {
  const { files: store, keys } = engine.vault
  // Destroying the socket's stream would also cut off the answer that says why.
  const source = stream.iterator({ destroyOnReturn: false })
  const outcome = await receiveUpload(source, { store, keys, id: newId(), name, limits })
  if (!outcome.ok) throw refusedUpload(outcome.reason, limits.bytes)
  const { wrappedKey, ...kept } = outcome.file
  await writing(engine, actor, (ctx) => noteFile(ctx, name, { ...kept, wrappedKey }))
  return kept
}

/** Writes down a file whose bytes have arrived. */
export const noteFile = (ctx: WriteCtx, name: string, file: ReceivedFile): Promise<void> => {
  const { id, sha256, size, mediaType, wrappedKey } = file
  return insertFile(ctx.db, {
    tenantId: ctx.actor.tenant,
    id,
    name,
    mediaType,
    size,
    sha256,
    wrappedKey,
    uploadedBy: actorText(ctx.actor),
    createdAt: ctx.now,
    updatedAt: ctx.now,
  })
}

/** Ties an uploaded file to what it belongs to, in the same transaction; a file is tied once. */
export const attachFile = async (ctx: WriteCtx, fileId: string, owner: FileOwner): Promise<void> => {
  if (!(await markAttached(ctx.db, ctx.actor.tenant, fileId, owner, ctx.now))) throw platformErrors.not_found()
}

/** What stays on record of a file whose bytes are removed. */
export type FileTrace = { name: string; sha256: string; size: number; uploadedAt: string }

/** Lets go of a file that its owner no longer needs: the sweep removes its bytes; gives what is to stay on record. */
export const detachFile = async (ctx: WriteCtx, fileId: string, owner: FileOwner): Promise<FileTrace | null> => {
  const row = await markDetached(ctx.db, ctx.actor.tenant, fileId, owner, ctx.now)
  return row === undefined ? null : { name: row.name, sha256: row.sha256, size: row.size, uploadedAt: row.createdAt }
}

/** Opens a file of an owner the caller may see; the caller has already checked that right. */
export const openFile = async (
  ctx: ReadCtx,
  fileId: string,
  owner: FileOwner,
): Promise<StoredFile & { stream: Readable }> => {
  const row = await findFile(ctx.db, ctx.actor.tenant, fileId, owner)
  if (row === undefined) throw platformErrors.not_found()
  const { files: store, keys } = ctx.vault
  const reader = await openSealed(store, row.id, unwrapFileKey(row.wrappedKey, keys, row.id))
  return { ...row, stream: Readable.from(reader.read()) }
}

const DAY_MS = 24 * 3600 * 1000

/** Removes files that nothing referred to for 24 hours; gives how many. */
export const sweepFiles = async (ctx: WriteCtx): Promise<number> => {
  const before = new Date(Date.parse(ctx.now) - DAY_MS).toISOString() as typeof ctx.now
  const rows = await unattachedBefore(ctx.db, ctx.actor.tenant, before, 500)
  for (const row of rows) {
    await ctx.vault.files.remove(row.id)
    await deleteFile(ctx.db, ctx.actor.tenant, row.id)
  }
  return rows.length
}
