import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/** Finds the browser of this machine: the one named by CHROME_PATH, else Chromium, else Chrome. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.CHROME_PATH) return isProgram(env.CHROME_PATH) ? env.CHROME_PATH : undefined
  const folders = ['/usr/bin', ...(env.PATH ?? '').split(delimiter).filter(Boolean)]
  const names = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser']
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram)
}

/** Starts the browser for a journey; it speaks to nobody but the pages opened in it. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('no browser: set CHROME_PATH, or run npm test, which installs one on Debian')
  const quiet = ['background-networking', 'component-update', 'sync', 'quic', 'dev-shm-usage']
  return chromium.launch({
    executablePath,
    args: [
      ...quiet.map((feature) => `--disable-${feature}`),
      '--no-first-run',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  })
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
