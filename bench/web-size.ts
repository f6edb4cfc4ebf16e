import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { print, skip } from './figure.ts'
import type { Scenario } from './scenario.ts'

const DIST = join(import.meta.dirname, '..', 'web', 'dist')
const PAGES = [
  { name: 'web_console_first_page', page: 'index.html', budget: 300 },
  { name: 'web_portal_first_page', page: 'portal.html', budget: 150 },
] as const

/** Adds up what the first page of console and portal load before anything is lazy, gzipped; fonts and pictures apart. */
const measureWeb = (): void => {
  for (const { name, page, budget } of PAGES) {
    if (!existsSync(join(DIST, page))) {
      skip(name, 'the web is not built: run npm start once')
      continue
    }
    const html = readFileSync(join(DIST, page), 'utf8')
    const assets = [...html.matchAll(/(?:src|href)="\/?(assets\/[^"]+\.(?:js|css))"/g)].flatMap(
      ([, path]) => path ?? [],
    )
    const bytes = [...new Set(assets)].reduce((sum, path) => sum + gzipSync(readFileSync(join(DIST, path))).length, 0)
    print({ name, value: (bytes + gzipSync(html).length) / 1000, unit: 'kB gzip', budget, assets: assets.length })
  }
}

export const webSize: Scenario = { name: 'web_size', figures: PAGES.map(({ name }) => name), run: measureWeb }
