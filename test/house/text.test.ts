import { describe, expect, it } from 'vitest'
import {
  breaches,
  lengths,
  namelessFiles,
  pagesWithoutQuestion,
  projectFiles,
  TEXT_WALLS,
} from './support/text-walls.ts'

const files = projectFiles()
const long = (path: string, lines: number) => ({ path, text: 'x\n'.repeat(lines) })

describe('what the sources say', () => {
  it('is read from the whole project', () => {
    expect(files.filter(({ path }) => path.startsWith('src/')).length).toBeGreaterThan(200)
  })
  it.each(TEXT_WALLS)('$name', (wall) => {
    expect(breaches(wall, files)).toEqual([])
  })
  it.each(TEXT_WALLS)('falls when broken: $name', (wall) => {
    expect(breaches(wall, [wall.broken])).toHaveLength(1)
  })
  it.each(TEXT_WALLS.flatMap(({ except }) => Object.keys(except ?? {})))('needs its exception: %s', (path) => {
    const walls = TEXT_WALLS.filter(({ except }) => Object.hasOwn(except ?? {}, path))
    const left = walls.filter(({ except: _, ...wall }) => breaches(wall, files).some((line) => line.startsWith(path)))
    expect(left.length).toBe(walls.length)
  })
})

describe('the shape of the files', () => {
  it('is short: none over 400 lines, half of them at most 90', () => {
    const { faults, ...figures } = lengths(files)
    expect(faults).toEqual([])
    expect(figures.files).toBeGreaterThan(200)
  })
  it('falls when a file or the median grows too long', () => {
    expect(lengths([long('src/a.ts', 401)]).faults).toEqual(['src/a.ts: 401 lines', 'median 401 lines'])
    expect(lengths([long('src/a.ts', 91), long('src/b.ts', 91)]).faults).toEqual(['median 91 lines'])
  })
  it('has a name of the field for each', () => {
    expect(namelessFiles(files.map(({ path }) => path))).toEqual([])
    expect(namelessFiles(['src/features/partners/utils.ts', 'web/src/common/a.ts', 'src/date-helper.ts'])).toHaveLength(
      3,
    )
  })
})

describe('each page', () => {
  it('opens with the one question it answers and for whom', () => {
    expect(pagesWithoutQuestion(files)).toEqual([])
    const silent = files.map((file) => (file.path === 'web/src/routes.tsx' ? file : { ...file, text: '' }))
    expect(pagesWithoutQuestion(silent).length).toBeGreaterThan(15)
  })
  it('is caught without it', () => {
    const page = { path: 'web/src/pages/partners/list.tsx', text: "import { useState } from 'react'\n" }
    const routes = { path: 'web/src/routes.tsx', text: "lazyRouteComponent(() => import('./pages/partners/list.tsx'))" }
    expect(pagesWithoutQuestion([page, routes])).toEqual([page.path])
    expect(pagesWithoutQuestion([{ path: 'web/src/portal/ResultPage.tsx', text: page.text }])).toHaveLength(1)
    expect(
      pagesWithoutQuestion([routes, { ...page, text: '// Which partner needs me today? For the lead.\n' }]),
    ).toEqual([])
  })
})
