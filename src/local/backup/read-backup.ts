import { type FileHandle, open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { masterKeyFrom } from '../../platform/files/master-key.ts'
import { StartError } from '../../platform/home/start-error.ts'
import { ArchiveError, type Located, readArchive, readSpan } from './archive.ts'
import {
  type BackedTable,
  isSealedBy,
  KEY_MEMBER,
  MANIFEST,
  type Manifest,
  openManifest,
  partName,
  SEAL,
} from './manifest.ts'

/** A backup whose every byte has been checked, open for reading. */
export type OpenBackup = {
  manifest: Manifest
  masterKey: Buffer
  member: (name: string) => Located
  read: (at: Located, from: number, to: number) => Promise<Buffer>
  rowsOf: (table: BackedTable) => AsyncGenerator<Buffer>
  close: () => Promise<void>
}

const MOST_UNPACKED = 256 << 20
const decompress = promisify(gunzip)

const damaged = (path: string, member: string | null): StartError =>
  new StartError(
    `バックアップ ${path} は壊れています${member === null ? '' : `(${member})`}。復元は何も行っていません。別のバックアップを使ってください。`,
    `The backup ${path} is damaged${member === null ? '' : ` (${member})`}. Nothing was restored: use another backup.`,
  )

const cutOff = (path: string): StartError =>
  new StartError(
    `バックアップ ${path} は途中で切れています。復元は何も行っていません。もう一度写し直すか、別のバックアップを使ってください。`,
    `The backup ${path} is cut off. Nothing was restored: copy it again, or use another backup.`,
  )

const refusal = (path: string, error: unknown): unknown => {
  if (!(error instanceof ArchiveError)) return error
  if (error.reason === 'cut_off') return cutOff(path)
  if (error.reason === 'damaged') return damaged(path, error.member)
  return new StartError(`${path} は Kizuna のバックアップではありません。`, `${path} is not a backup of Kizuna.`)
}

/** Opens a backup after reading all of it once: every member against its SHA-256, the list of members, the seal and the key. */
export const openBackup = async (path: string, givenKey: Buffer | undefined): Promise<OpenBackup> => {
  const file = await open(path, 'r').catch(() => {
    throw new StartError(
      `${path} を開けません。ファイル名を確かめてください。`,
      `${path} cannot be opened: check the name.`,
    )
  })
  try {
    return await checked(path, file, givenKey)
  } catch (error) {
    await file.close()
    throw refusal(path, error)
  }
}

const checked = async (path: string, file: FileHandle, givenKey: Buffer | undefined): Promise<OpenBackup> => {
  const members = await readArchive(file)
  const member = (name: string): Located => {
    const found = members.get(name)
    if (found === undefined) throw damaged(path, name)
    return found
  }
  const whole = async (name: string): Promise<Buffer> => {
    const { offset, bytes } = member(name)
    return readSpan(file, offset, bytes)
  }
  if (!members.has(MANIFEST) || !members.has(SEAL)) throw new ArchiveError('not_an_archive')
  const text = await whole(MANIFEST)
  const seal = await whole(SEAL)
  const manifest = openManifest(text, seal)
  if (manifest === undefined) throw damaged(path, MANIFEST)
  for (const { name, bytes, sha256 } of manifest.members) {
    const found = members.get(name)
    if (found?.bytes !== bytes || found.sha256 !== sha256) throw damaged(path, name)
  }
  if (members.size !== manifest.members.length + 2) throw damaged(path, null)
  const masterKey = chooseKey(manifest, givenKey, manifest.keyInside ? await whole(KEY_MEMBER) : undefined)
  if (!isSealedBy(text, seal, masterKey)) throw damaged(path, SEAL)
  return {
    manifest,
    masterKey,
    member,
    read: ({ offset }, from, to) => readSpan(file, offset + from, to - from),
    async *rowsOf(table) {
      for (let part = 1; part <= table.parts; part += 1)
        yield await decompress(await whole(partName(table, part)), { maxOutputLength: MOST_UNPACKED })
    },
    close: () => file.close(),
  }
}

const chooseKey = (manifest: Manifest, given: Buffer | undefined, inside: Buffer | undefined): Buffer => {
  const key = given ?? (inside && Buffer.from(inside.toString('utf8').trim(), 'hex'))
  if (key === undefined) {
    throw new StartError(
      'このバックアップには暗号鍵が入っていません。元の環境の master.key を --key FILE で指定してください。',
      'This backup does not hold the key: give the master.key of the installation it was made from with --key FILE.',
    )
  }
  if (key.length === 32 && masterKeyFrom(key).id === manifest.keyId) return key
  throw new StartError(
    '暗号鍵がこのバックアップのものと違います。バックアップを取った環境の master.key を指定してください。何も復元していません。',
    'The key is not the one of this backup: give the master.key of the installation it was made from. Nothing was restored.',
  )
}
