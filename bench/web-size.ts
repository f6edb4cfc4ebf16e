import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { print, skip } from './figure.ts'
import type { Scenario } from './scenario.ts'

const DIST = join(import.meta.dirname, '..', 'web', 'dist')
// The console fetches the texts of the reader's language before it shows anything.
const PAGES = [
  { name: 'web_console_first_page', page: 'index.html', texts: ['src/texts/ja/console.ts'], budget: 300 },
  { name: 'web_portal_first_page', page: 'portal.html', texts: [], budget: 150 },
] as const

const fileOf = (source: string): string => {
  const manifest = JSON.parse(readFileSync(join(DIST, 'manifest.json'), 'utf8')) as Record<string, { file: string }>
  const found = manifest[source]
  if (found === undefined) throw new Error(`the built web has no file of its own for ${source}`)
  return found.file
}

/** Adds up what the first page of console and portal load before anything is lazy, gzipped; fonts and pictures apart. */
const measureWeb = (): void => {
  for (const { name, page, texts, budget } of PAGES) {
    if (!existsSync(join(DIST, page))) {
      skip(name, 'the web is not built: run npm start once')
      continue
    }
    const html = readFileSync(join(DIST, page), 'utf8')
    const named = [...html.matchAll(/(?:src|href)="\/?(assets\/[^"]+\.(?:js|css))"/g)].flatMap(([, path]) => path ?? [])
    const assets = [...named, ...texts.map(fileOf)]
    const bytes = [...new Set(assets)].reduce((sum, path) => sum + gzipSync(readFileSync(join(DIST, path))).length, 0)
    print({ name, value: (bytes + gzipSync(html).length) / 1000, unit: 'kB gzip', budget, assets: assets.length })
  }
}

export const webSize: Scenario = { name: 'web_size', figures: PAGES.map(({ name }) => name), run: measureWeb }
