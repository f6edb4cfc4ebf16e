import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { FEATURES } from '../../src/features.ts'
import { BROKEN, type BrokenSample, SOUND } from './support/broken-modules.ts'
import { cruise, ROOT, type Violation } from './support/cruise.ts'

const walls: string[] = createRequire(import.meta.url)('../../.dependency-cruiser.cjs').forbidden.map(
  (rule: { name: string }) => rule.name,
)

describe('the walls between the layers', () => {
  it('hold in the whole code', () => {
    const folders = ['src', 'web/src', 'test', 'bench'].filter((folder) => existsSync(join(ROOT, folder)))
    const { files, violations } = cruise(ROOT, folders)
    expect(files.filter((name) => name.startsWith('src/')).length).toBeGreaterThan(200)
    expect(violations).toEqual([])
  })
})

/** Each feature in turn calls the one after it. */
const calledToTheRight: BrokenSample[] = FEATURES.slice(0, -1).map((feature, place) => ({
  wall: `commands-go-left-${feature}`,
  file: `src/features/${feature}/bad-right.service.ts`,
  text: `import { it } from '../${FEATURES[place + 1]}/bad-target.queries.ts'\nexport const used = it\n`,
}))
const targets = Object.fromEntries(
  FEATURES.map((feature) => [`src/features/${feature}/bad-target.queries.ts`, 'export const it = 1\n']),
)

describe('each wall, broken on purpose', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kizuna-walls-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const samples = [...BROKEN, ...calledToTheRight]
  const texts = { ...SOUND, ...targets }
  for (const [file, text] of [...Object.entries(texts), ...samples.map(({ file, text }) => [file, text] as const)]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  const broken: Violation[] = cruise(folder, ['src', 'web/src', 'test']).violations

  it.each(samples)('$wall stops $file', ({ wall, file }) => {
    expect(broken.filter(({ from }) => from === file).map(({ rule }) => rule)).toContain(wall)
  })
  it('leaves sound modules alone', () => {
    expect(broken.filter(({ from }) => Object.hasOwn(texts, from))).toEqual([])
  })
  it('leaves no wall untried', () => {
    expect(walls.filter((wall) => !samples.some((sample) => sample.wall === wall))).toEqual([])
  })
})
