import { spawnSync } from 'node:child_process'
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { StartError } from './start-error.ts'

/**
 * Takes the file for this process and returns how to give it back.
 * The lock lies on the open file, which `flock` shares for a moment: the kernel drops it with the process, even after
 * SIGKILL, so there is never a stale lock to judge. The file itself stays, since deleting it would let two in.
 */
export function lockHome(file: string): () => void {
  const fd = openSync(file, 'a+', 0o600)
  const taken = spawnSync('flock', ['--nonblock', '3'], { stdio: ['ignore', 'ignore', 'ignore', fd] })
  if (taken.status !== 0) {
    closeSync(fd)
    if (taken.error) {
      throw new StartError(
        'flock コマンド(util-linux)が見つかりません。インストールしてください。',
        'The flock command (util-linux) was not found: please install it.',
      )
    }
    throw alreadyRunning(file)
  }
  ftruncateSync(fd)
  writeSync(fd, `${process.pid}\n`)
  let held = true
  return () => {
    if (held) closeSync(fd)
    held = false
  }
}

function alreadyRunning(file: string): StartError {
  const pid = readFileSync(file, 'utf8').trim()
  const who = pid === '' ? '' : ` (pid ${pid})`
  return new StartError(
    `このデータの置き場所では Kizuna がすでに動いています${who}。何も変更していません。`,
    `Kizuna is already running on this home${who}. Nothing was changed.`,
  )
}
