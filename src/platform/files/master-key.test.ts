import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createMasterKey,
  masterKeyFrom,
  newFileKey,
  readMasterKey,
  rewrapFileKey,
  unwrapFileKey,
  wrapFileKey,
} from './master-key.ts'

const ID = '0190b2c4-0000-7000-8000-000000000001'
const first = masterKeyFrom(randomBytes(32))
const second = masterKeyFrom(randomBytes(32))

describe('file keys', () => {
  it('come back only for their own file', () => {
    const key = newFileKey()
    const wrapped = wrapFileKey(key, { current: first, older: [] }, ID)
    expect(unwrapFileKey(wrapped, { current: first, older: [] }, ID)).toEqual(key)
    expect(() => unwrapFileKey(wrapped, { current: first, older: [] }, `${ID}x`)).toThrow(/does not belong/)
    expect(wrapped).not.toContain(key.toString('base64url'))
  })

  it('survive a rotation: old ones open while their master key is kept, rewrapped ones without it', () => {
    const key = newFileKey()
    const wrapped = wrapFileKey(key, { current: first, older: [] }, ID)
    const rotating = { current: second, older: [first] }
    expect(unwrapFileKey(wrapped, rotating, ID)).toEqual(key)
    const fresh = rewrapFileKey(wrapped, rotating, ID)
    expect(unwrapFileKey(fresh, { current: second, older: [] }, ID)).toEqual(key)
    expect(() => unwrapFileKey(wrapped, { current: second, older: [] }, ID)).toThrow(/not in the key ring/)
  })

  it('refuse any changed character', () => {
    const ring = { current: first, older: [] }
    const wrapped = wrapFileKey(newFileKey(), ring, ID)
    // The last base64url character carries unused bits, so a change there may mean the same bytes.
    fc.assert(
      fc.property(fc.nat(wrapped.length - 2), (at) => {
        const other = wrapped[at] === 'A' ? 'B' : 'A'
        expect(() => unwrapFileKey(wrapped.slice(0, at) + other + wrapped.slice(at + 1), ring, ID)).toThrow()
      }),
    )
  })

  it.each(['', 'v1', 'v1.x', 'v2.a.b', 'v1.a.b.c'])('refuse %j', (text) => {
    expect(() => unwrapFileKey(text, { current: first, older: [] }, ID)).toThrow()
  })
})

describe('master key file', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'master-key-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('is made once, for its owner only, and read back', async () => {
    const path = join(folder, 'made')
    const made = await createMasterKey(path)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readMasterKey(path)).toEqual(made)
    await expect(createMasterKey(path)).rejects.toThrow(/EEXIST/)
  })

  it('is refused when others may read it, or when it has the wrong length', async () => {
    const path = join(folder, 'open')
    await writeFile(path, randomBytes(32), { mode: 0o600 })
    await chmod(path, 0o640)
    await expect(readMasterKey(path)).rejects.toThrow(/0600/)
    await chmod(path, 0o600)
    await writeFile(path, randomBytes(31))
    await expect(readMasterKey(path)).rejects.toThrow(/32 bytes/)
  })
})
