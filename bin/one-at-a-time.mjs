// Two first starts in the same clone (npm start and npm test, say) must not install or build into each other's files.
import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'

/** Runs `work(fd)` while holding the clone's lock. The lock lives as long as anybody has `fd` open, killed launchers included. */
export function oneAtATime(root, work) {
  mkdirSync(join(root, '.kizuna'), { recursive: true })
  const fd = openSync(join(root, '.kizuna', 'lock'), 'a')
  try {
    // Without flock (not on Linux) two at once are left to luck.
    spawnSync('flock', ['3'], { stdio: ['ignore', 'ignore', 'ignore', fd] })
    return work(fd)
  } finally {
    closeSync(fd)
  }
}
