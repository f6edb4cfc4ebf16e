import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StartError } from '../platform/home/start-error.ts'

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown')

/** Writes a file that appears under its name only when all of it is on the disk; an existing file is never replaced. */
export const writeWholeFile = async <T>(path: string, write: (file: FileHandle) => Promise<T>): Promise<T> => {
  const aside = `${path}.part`
  await refuseExisting(path)
  const file = await open(aside, 'w', 0o600).catch((error: unknown) => {
    throw new StartError(
      `${path} に書き込めません(${codeOf(error)})。書き込める場所を指定してください。`,
      `${path} cannot be written (${codeOf(error)}): name a place that you can write to.`,
    )
  })
  try {
    const result = await write(file)
    await file.sync()
    await file.close()
    await rename(aside, path)
    const folder = await open(dirname(path), 'r')
    await folder.sync().finally(() => folder.close())
    return result
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(aside, { force: true })
    if (codeOf(error) === 'ENOSPC') {
      throw new StartError(
        `${path} を書いている途中でディスクがいっぱいになりました。書きかけは消しました。`,
        `The disk filled up while writing ${path}; what was begun has been removed.`,
      )
    }
    throw error
  }
}

const refuseExisting = async (path: string): Promise<void> => {
  const found = await open(path, 'r').catch(() => undefined)
  if (found === undefined) return
  await found.close()
  throw new StartError(
    `${path} はすでにあります。上書きはしないので、別の名前を指定してください。`,
    `${path} already exists and is not overwritten: give another name.`,
  )
}
