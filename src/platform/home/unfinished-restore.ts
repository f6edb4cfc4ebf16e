import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from './start-error.ts'

const MARK = 'restore.unfinished'

/** Whether a restore into this home was begun and has not ended: what the home holds then is not whole. */
export const hasUnfinishedRestore = (home: string): boolean => existsSync(join(home, MARK))

export const markRestoreBegun = (home: string): void =>
  writeFileSync(join(home, MARK), '', { mode: 0o600, flush: true })

export const markRestoreEnded = (home: string): void => rmSync(join(home, MARK))

/** Refuses a home whose restore was cut short: half of a company's records must not be taken for all of them. */
export const refuseUnfinishedRestore = (home: string): void => {
  if (!hasUnfinishedRestore(home)) return
  throw new StartError(
    `${home} は、バックアップの復元が途中で終わっているため使えません。同じ置き場所に kizuna restore をもう一度行ってください。何も変更していません。`,
    `${home} cannot be used because a restore into it was cut short: run kizuna restore into the same home again. Nothing was changed.`,
  )
}
