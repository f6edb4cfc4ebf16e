import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './cruise.ts'

export type SourceFile = { path: string; text: string }

/** A wall that the import rules cannot see: a pattern that no file of its part of the house may hold. */
export type TextWall = {
  name: string
  /** Which files it covers. */
  covers: RegExp
  forbidden: RegExp
  /** The named exceptions, each with its reason. */
  except?: Record<string, string>
  /** Text that must be caught, in a file of this name. */
  broken: { path: string; text: string }
}

const CODE = /^(src|web|test|bench)\/.*\.tsx?$/
const SERVER = /^src\/(?!.*\.test\.ts$).*\.ts$/
const HIDDEN = String.raw`\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff`

export const TEXT_WALLS: TextWall[] = [
  {
    name: 'an import names the .ts file: Node runs it as it stands',
    covers: CODE,
    forbidden: /(?:from|import|import\() ?'\.{1,2}\/[^']*(?<!\.tsx?|\.json|\.css|\.mjs|\.cjs)'/,
    broken: { path: 'src/features/partners/partner.service.ts', text: "import { a } from './a.js'" },
  },
  {
    name: 'rules never read a clock or throw dice',
    covers: /^src\/domain\/.*(?<!\.test)\.ts$/,
    forbidden: /Date\.now\(|new Date\(\)|Math\.random|performance\.now|Temporal\.Now/,
    broken: { path: 'src/domain/risk/level.ts', text: 'const now = new Date()' },
  },
  {
    name: 'the server asks its clock, never the wall',
    covers: SERVER,
    forbidden: /Date\.now\(|new Date\(\)|Math\.random|Temporal\.Now/,
    except: {
      'src/platform/clock.ts': 'the clock itself',
      'src/platform/ids.ts': 'identifiers carry the moment they were made',
      'src/platform/postgres/stale.ts': 'waits for a process, before any clock is wired',
    },
    broken: { path: 'src/features/partners/partner.service.ts', text: 'const at = Date.now()' },
  },
  {
    name: "today is the organisation's own day, told by the context",
    covers: /^src\/features\/(?!.*\.(?:test|fixture)\.ts$).*\.ts$/,
    forbidden: /localDay\(ctx\.now, '|\(ctx\.now, 'Asia/,
    broken: { path: 'src/features/partners/partner.service.ts', text: "const today = localDay(ctx.now, 'Asia/Tokyo')" },
  },
  {
    name: 'the environment is read at the door',
    covers: SERVER,
    forbidden: /process\.env/,
    except: {
      'src/main.ts': 'the door',
      'src/cli/main.ts': 'the door of the remote commands',
      'src/local/database.ts': 'default of an argument',
      'src/local/doctor.ts': 'the door of a local command',
      'src/local/restore.ts': 'the door of a local command',
      'src/local/setup.ts': 'the door of a local command',
      'src/platform/home/home.ts': 'default of an argument',
      'src/platform/postgres/binaries.ts': 'default of an argument',
      'src/platform/postgres/cluster.ts': 'PATH of a child process',
      'src/platform/postgres/socket.ts': 'run folder of the user session',
    },
    broken: { path: 'src/features/partners/partner.service.ts', text: 'const port = process.env.PORT' },
  },
  {
    name: 'a type is never forced',
    covers: CODE,
    forbidden: /as unknown as|@ts-(ignore|nocheck)/,
    broken: { path: 'src/features/partners/partner.service.ts', text: 'return row as unknown as Partner' },
  },
  {
    name: 'nothing is exported by default',
    covers: CODE,
    forbidden: /^export default/m,
    except: {
      'web/vite.config.ts': 'vite asks for it',
      'test/support/global-database.ts': 'vitest asks for it',
      'test/support/reporter.ts': 'vitest asks for it',
    },
    broken: { path: 'web/src/ui/level.tsx', text: 'export default Level' },
  },
  {
    name: 'no hidden, zero-width or direction-turning characters',
    covers: /\.(ts|tsx|mjs|cjs|json|sql|yaml|md|css|html)$/,
    forbidden: new RegExp(`[${HIDDEN}\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]`),
    broken: { path: 'src/main.ts', text: 'const admin\u200b = true // \u202e' },
  },
  {
    name: 'nothing is left for later and no test is switched off',
    covers: CODE,
    forbidden: /\b(TODO|FIXME|XXX|HACK)\b|\b(it|test|describe)\.(only|skip|todo)\(/,
    broken: { path: 'src/main.ts', text: '// TO' + 'DO: later' },
  },
  {
    name: 'a form of the console has the one frame: ui/Form.tsx',
    covers: /^web\/src\/(?!portal\/).*\.tsx$/,
    forbidden: /<form\b/,
    except: {
      'web/src/ui/Form.tsx': 'the frame itself',
      'web/src/shell/SearchBox.tsx': 'one search field: nothing to put right, nothing to save',
      'web/src/pages/partners/ListFilters.tsx': 'one search field: nothing to put right, nothing to save',
    },
    broken: { path: 'web/src/pages/partners/PartnerForm.tsx', text: '<form className="form" noValidate>' },
  },
  {
    name: 'what time it is, and where, a screen asks of lib/clock.ts',
    covers: /^web\/src\/(?!.*\.test\.ts$).*\.tsx?$/,
    forbidden: /Date\.now\(|new Date\(\)|Temporal\.Now|resolvedOptions\(\)\.timeZone/,
    except: { 'web/src/lib/clock.ts': 'the clock itself' },
    broken: { path: 'web/src/pages/today.tsx', text: 'const now = new Date().toISOString()' },
  },
  {
    name: 'tests neither sleep nor try again',
    covers: /\.test\.tsx?$/,
    forbidden: /\bretry: ?[1-9]|setTimeout\(\s*\w+,\s*\d{2,}/,
    broken: { path: 'src/main.test.ts', text: 'await new Promise((done) => setTimeout(done, 500))' },
  },
]

/** Every file of the project as it is kept, without generated ones. */
export const projectFiles = (): SourceFile[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .filter((path) => /\.(ts|tsx|mjs|cjs|json|sql|yaml|md|css|html)$/.test(path))
    .filter((path) => !/\.gen\.(d\.)?ts$|^migrations\/meta\/|^package-lock\.json$/.test(path))
    .filter((path) => existsSync(join(ROOT, path)))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))

/** Every line of the files that breaks a wall, as `file:line`. */
export const breaches = (wall: TextWall, files: readonly SourceFile[]): string[] =>
  files
    .filter(({ path }) => wall.covers.test(path) && !Object.hasOwn(wall.except ?? {}, path))
    .filter(({ path }) => path !== 'test/house/support/text-walls.ts')
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, index) => (wall.forbidden.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
    )

/** Words that stand on every page are called "common" in every translation. */
const SPOKEN = ['web/src/texts/ja/common.ts', 'web/src/texts/en/common.ts']
const COMMON = /(^|[/.-])(utils?|helpers?|managers?|common|misc|shared)([/.-]|$)/i
/** Files whose name says nothing about what they hold. */
export const namelessFiles = (paths: readonly string[]): string[] =>
  paths.filter((path) => COMMON.test(path) && !SPOKEN.includes(path))

const LONGEST = 400
const MEDIAN = 90
export type Lengths = { files: number; median: number; longest: number; faults: string[] }
/** How long the files are, and what about that breaks the rule of the house. */
export const lengths = (files: readonly SourceFile[]): Lengths => {
  const counted = files
    .filter(({ path }) => CODE.test(path))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .sort((a, b) => a.lines - b.lines)
  const median = counted[Math.floor(counted.length / 2)]?.lines ?? 0
  const faults = counted.filter(({ lines }) => lines > LONGEST).map(({ path, lines }) => `${path}: ${lines} lines`)
  if (median > MEDIAN) faults.push(`median ${median} lines`)
  return { files: counted.length, median, longest: counted.at(-1)?.lines ?? 0, faults }
}

/** What stands behind an address: a file that the routes open, or one that is called a page. */
const pagesOf = (files: readonly SourceFile[]): SourceFile[] => {
  const routes = files.find(({ path }) => path === 'web/src/routes.tsx')?.text ?? ''
  const opened = [...routes.matchAll(/'\.\/(pages\/[^']+\.tsx)'/g)].map(([, path]) => `web/src/${path}`)
  return files.filter(
    ({ path }) => opened.includes(path) || /^web\/src\/(pages|portal)\/(.*\/)?\w*Page\.tsx$/.test(path),
  )
}

/** Pages that do not say, first of all, which question they answer and for whom. */
export const pagesWithoutQuestion = (files: readonly SourceFile[]): string[] =>
  pagesOf(files)
    .filter(({ text }) => !/^\/\/ [A-Z][^\n]*\? For [^\n]+/.test(text))
    .map(({ path }) => path)
