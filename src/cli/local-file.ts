import { readFile, writeFile } from 'node:fs/promises'
import { CliError } from './client.ts'

/** The bytes of a file of this machine, or a reason in one line. */
export const readOrSay = async (path: string): Promise<Uint8Array<ArrayBuffer>> => {
  try {
    return new Uint8Array(await readFile(path))
  } catch {
    throw new CliError(`${path} を読めません。/ Cannot read ${path}.`)
  }
}

/** Writes a file of this machine, or gives a reason in one line. */
export const writeOrSay = async (path: string, bytes: Uint8Array): Promise<void> => {
  try {
    await writeFile(path, bytes)
  } catch {
    throw new CliError(`${path} に書けません。/ Cannot write ${path}.`)
  }
}
