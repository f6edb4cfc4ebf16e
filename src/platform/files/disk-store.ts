import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { assertFileId, type FileStore, FileStoreError, isFileId } from './file-store.ts'

const BLOB = '.sealed'
const NOTE = '.note'

/** A file store on the local disk below `root`: folders 0700 sharded by id, files 0600, fsync before every acknowledgement. */
export function diskFileStore(root: string): FileStore {
  // The first digits of a UUIDv7 are the time: sharding by the last two spreads the files evenly.
  const folderOf = (id: string) => {
    assertFileId(id)
    return join(root, id.slice(-2))
  }
  const pathOf = (id: string, ending: string) => join(folderOf(id), id + ending)

  return {
    async create(id) {
      const folder = folderOf(id)
      if (await mkdir(folder, { recursive: true, mode: 0o700 })) await syncFolder(root)
      const file = await open(pathOf(id, BLOB), 'wx', 0o600).catch((error: unknown) => {
        throw hasCode(error, 'EEXIST') ? new FileStoreError('exists') : error
      })
      await file.close()
      await syncFolder(folder)
    },
    async append(id, at, bytes) {
      return withFile(pathOf(id, BLOB), 'r+', async (file) => {
        const { size } = await file.stat()
        if (at > size) throw new FileStoreError('gap')
        if (at < size) await file.truncate(at)
        await writeAll(file, bytes, at)
        await file.sync()
        return at + bytes.length
      })
    },
    async size(id) {
      const found = await orUndefined(stat(pathOf(id, BLOB)))
      return found?.size
    },
    async read(id, start, end) {
      return withFile(pathOf(id, BLOB), 'r', (file) => readSpan(file, start, end))
    },
    async remove(id) {
      await rm(pathOf(id, BLOB), { force: true })
      await rm(pathOf(id, NOTE), { force: true })
    },
    async writeNote(id, note) {
      if ((await orUndefined(stat(pathOf(id, BLOB)))) === undefined) throw new FileStoreError('missing')
      const fresh = pathOf(id, `${NOTE}.new`)
      await rm(fresh, { force: true })
      const file = await open(fresh, 'wx', 0o600)
      try {
        await file.writeFile(note)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(fresh, pathOf(id, NOTE))
      await syncFolder(folderOf(id))
    },
    async readNote(id) {
      return orUndefined(readFile(pathOf(id, NOTE), 'utf8'))
    },
    async removeNote(id) {
      await rm(pathOf(id, NOTE), { force: true })
    },
    async *list() {
      for (const shard of (await orUndefined(readdir(root))) ?? []) {
        for (const name of (await orUndefined(readdir(join(root, shard)))) ?? []) {
          const id = name.slice(0, -BLOB.length)
          if (!name.endsWith(BLOB) || !isFileId(id)) continue
          const found = await orUndefined(stat(join(root, shard, name)))
          if (found) yield { id, bytes: found.size, changedAt: found.mtime }
        }
      }
    },
  }
}

async function withFile<T>(path: string, flags: 'r' | 'r+', work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags).catch((error: unknown) => {
    throw hasCode(error, 'ENOENT') ? new FileStoreError('missing') : error
  })
  try {
    return await work(file)
  } finally {
    await file.close()
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done)
    done += bytesWritten
  }
}

async function readSpan(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const { size } = await file.stat()
  const span = Buffer.alloc(Math.max(0, Math.min(end, size) - start))
  for (let done = 0; done < span.length; ) {
    const { bytesRead } = await file.read(span, done, span.length - done, start + done)
    if (bytesRead === 0) return span.subarray(0, done)
    done += bytesRead
  }
  return span
}

// A new name is durable only when its folder is, too.
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

async function orUndefined<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return undefined
    throw error
  }
}
