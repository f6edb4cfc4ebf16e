import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diskFileStore } from './disk-store.ts'
import type { FileStore, StoredBlob } from './file-store.ts'
import { memoryFileStore } from './memory-store.ts'
import { sweepUnattached } from './sweep.ts'

const ID = '0190b2c4-0000-7000-8000-0000000000aa'
const OTHER = '0190b2c4-0000-7000-8000-0000000000bb'
const LATER = new Date('2099-01-01T00:00:00Z')

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'file-store-'))
})
afterAll(() => rm(root, { recursive: true }))

let count = 0
const stores: [string, () => FileStore][] = [
  ['local disk', () => diskFileStore(join(root, String(count++)))],
  ['memory', () => memoryFileStore(() => new Date('2026-11-21T00:00:00Z'))],
]

async function listed(store: FileStore): Promise<StoredBlob[]> {
  const blobs: StoredBlob[] = []
  for await (const blob of store.list()) blobs.push(blob)
  return blobs
}

async function idsOf(store: FileStore): Promise<string[]> {
  return (await listed(store)).map((blob) => blob.id).sort()
}

describe.each(stores)('file store on %s', (_name, open) => {
  it('returns exactly the bytes that were written, whole and in part', async () => {
    const store = open()
    await store.create(ID)
    expect(await store.append(ID, 0, Buffer.from('きずな'))).toBe(9)
    expect(await store.append(ID, 9, Buffer.from('-end'))).toBe(13)
    expect((await store.read(ID, 0, 13)).toString()).toBe('きずな-end')
    expect((await store.read(ID, 9, 12)).toString()).toBe('-en')
    expect((await store.read(ID, 9, 99)).toString()).toBe('-end')
    expect((await store.read(ID, 50, 99)).length).toBe(0)
    expect(await store.size(ID)).toBe(13)
  })

  it('drops a torn tail when the next write starts before it', async () => {
    const store = open()
    await store.create(ID)
    await store.append(ID, 0, Buffer.from('whole-torn tail'))
    expect(await store.append(ID, 6, Buffer.from('new'))).toBe(9)
    expect((await store.read(ID, 0, 99)).toString()).toBe('whole-new')
  })

  it.each([
    ['a taken id', 'exists', (store: FileStore) => store.create(ID)],
    ['a write that would leave a gap', 'gap', (store: FileStore) => store.append(ID, 2, Buffer.from('x'))],
    ['a write to no file', 'missing', (store: FileStore) => store.append(OTHER, 0, Buffer.from('x'))],
    ['a read of no file', 'missing', (store: FileStore) => store.read(OTHER, 0, 1)],
    ['a note on no file', 'missing', (store: FileStore) => store.writeNote(OTHER, 'x')],
    ['a path as id', 'invalid_id', (store: FileStore) => store.create('../../etc/passwd')],
    ['a path to read', 'invalid_id', (store: FileStore) => store.read('../../etc/passwd', 0, 1)],
    ['a path to remove', 'invalid_id', (store: FileStore) => store.remove('..')],
    ['an upper-case id', 'invalid_id', (store: FileStore) => store.create(ID.toUpperCase())],
  ])('refuses %s', async (_case, reason, act) => {
    const store = open()
    await store.create(ID)
    await expect(act(store)).rejects.toMatchObject({ name: 'FileStoreError', reason })
  })

  it('keeps one note per file, replaced as a whole, gone with the file', async () => {
    const store = open()
    await store.create(ID)
    expect(await store.readNote(ID)).toBeUndefined()
    await store.writeNote(ID, 'a longer first note')
    await store.writeNote(ID, 'second')
    expect(await store.readNote(ID)).toBe('second')
    await store.removeNote(ID)
    expect(await store.readNote(ID)).toBeUndefined()
    await store.writeNote(ID, 'third')
    await store.remove(ID)
    await store.remove(ID)
    expect(await store.readNote(ID)).toBeUndefined()
    expect(await store.size(ID)).toBeUndefined()
    expect(await idsOf(store)).toEqual([])
  })

  it('lists nothing in a store that was never written', async () => {
    expect(await idsOf(open())).toEqual([])
  })

  it('sweeps what no record claims, but neither the claimed nor the recent', async () => {
    const store = open()
    for (const id of [ID, OTHER]) {
      await store.create(id)
      await store.writeNote(id, 'note')
    }
    const attached = async (ids: readonly string[]) => new Set(ids.filter((id) => id === ID))
    const recent = (await listed(store)).at(0)?.changedAt ?? LATER
    expect(await sweepUnattached(store, { now: recent, graceMs: 86_400_000, attached })).toBe(0)
    expect(await idsOf(store)).toEqual([ID, OTHER])
    expect(await sweepUnattached(store, { now: LATER, graceMs: 86_400_000, attached })).toBe(1)
    expect(await idsOf(store)).toEqual([ID])
    expect(await store.readNote(ID)).toBeUndefined()
  })
})

describe('local disk', () => {
  it('shows files and folders to their owner only', async () => {
    const base = join(root, 'modes')
    const store = diskFileStore(base)
    await store.create(ID)
    await store.writeNote(ID, 'note')
    const shard = join(base, 'aa')
    expect((await stat(shard)).mode & 0o777).toBe(0o700)
    for (const name of await readdir(shard)) expect((await stat(join(shard, name))).mode & 0o777).toBe(0o600)
    expect((await readdir(shard)).sort()).toEqual([`${ID}.note`, `${ID}.sealed`])
  })
})
