import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../test/support/app.ts'
import { partnerToAsk, startAssessments } from '../features/assessments/assessment.fixture.ts'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
// A whole process starts for each command, which a busy machine may delay.
const TIMEOUT = 60_000

let app: TestApp
let url: string
const folder = mkdtempSync(join(tmpdir(), 'kizuna-cli-'))
const inFolder = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

beforeAll(async () => {
  app = await startAssessments()
  url = await app.http.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => rmSync(folder, { recursive: true }))

type Ended = { code: number; out: string; error: string }

const kizuna = (args: string[], env: Record<string, string> = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const own = { PATH: process.env.PATH ?? '', LANG: 'ja_JP.UTF-8', KIZUNA_URL: url, KIZUNA_TOKEN: app.admin.token }
    const options = { cwd: folder, env: { ...own, ...env }, timeout: TIMEOUT / 2 }
    execFile(process.execPath, [MAIN, ...args], options, (error, out, words) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), out, error: words })
    })
  })

/** The one JSON object a command printed; anything else on the line fails here. */
const printed = ({ code, out, error }: Ended) => {
  expect({ code, error }).toEqual({ code: 0, error: '' })
  expect(out.trim().split('\n')).toHaveLength(1)
  return JSON.parse(out)
}

const refused = ({ code, out, error }: Ended, reason: RegExp): void => {
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(error.trim().split('\n')).toHaveLength(1)
  expect(error).toMatch(reason)
}

const LEDGER = [
  '取引先コード,取引先名,住所,法人番号,備考',
  'C-1,㈱青葉精機,宮城県仙台市1-1,,',
  'C-2,白波システム株式会社,東京都港区3-3,,',
  'C-3,白波システム株式会社,大阪府大阪市4-4,,',
  'C-4,海原物流株式会社,神奈川県横浜市2-2,1234567890123,',
  ',,福岡県福岡市5-5,,清掃',
].join('\n')

describe('partners import', () => {
  it('shows with --dry-run what it would do and does nothing', async () => {
    const result = printed(await kizuna(['partners', 'import', inFolder('ledger.csv', LEDGER), '--dry-run', '--json']))
    expect(result).toMatchObject({ rows: 5, created: 2, updated: 0, unchanged: 0, asked: 1, rejected: 2 })
    expect(printed(await kizuna(['partners', 'list', '--json']))).toEqual({ items: [] })
  })

  it('imports the good rows, counts add up, and the second time nothing is new', async () => {
    const file = inFolder('ledger.csv', LEDGER)
    for (const counts of [
      { created: 2, unchanged: 0 },
      { created: 0, unchanged: 2 },
    ]) {
      const result = printed(await kizuna(['partners', 'import', file, '--json']))
      const { rows, created, updated, unchanged, asked, rejected, problems } = result
      expect({ created, unchanged }).toEqual(counts)
      expect(created + updated + unchanged + asked + rejected).toBe(rows)
      expect(problems).toContainEqual(expect.objectContaining({ row: 5, column: 'D', code: 'number.checkDigit' }))
    }
    expect(printed(await kizuna(['partners', 'list', '--json'])).items).toHaveLength(2)
  })

  it('says in one line why a file cannot be read', async () => {
    const pdf = inFolder('ledger.pdf', '%PDF-1.7 …')
    refused(await kizuna(['partners', 'import', pdf, '--json']), /表のファイルではありません/)
    refused(await kizuna(['partners', 'import', pdf, '--json'], { LANG: 'en_US.UTF-8' }), /not a table/)
    refused(await kizuna(['partners', 'import', join(folder, 'none.csv')]), /読めません/)
  })
})

describe('every command', () => {
  it.each([
    ['a wrong token', { KIZUNA_TOKEN: 'wrong' }, /サインイン|トークン|認証/],
    ['no token', { KIZUNA_TOKEN: '' }, /KIZUNA_TOKEN/],
    ['a server out of reach', { KIZUNA_URL: 'http://127.0.0.1:1' }, /つながりません/],
  ])('says in one line that there is %s', async (_name, env, reason) => {
    refused(await kizuna(['partners', 'list', '--json'], env), reason)
  })

  it('refuses unknown words and lists the commands when asked', async () => {
    refused(await kizuna(['partners', 'dance']), /partners dance/)
    refused(await kizuna(['partners', 'list', '--colour', 'red']), /colour/)
    const { code, out } = await kizuna(['--help'], { KIZUNA_TOKEN: '' })
    expect(code).toBe(0)
    for (const words of ['partners export', 'assessments send', 'assessments status', 'catalog import'])
      expect(out).toContain(`kizuna ${words}`)
  })
})

it('partners export writes the file named', async () => {
  const file = join(folder, 'out.csv')
  const result = printed(await kizuna(['partners', 'export', '--format', 'csv', '-o', file, '--json']))
  const text = readFileSync(file)
  expect(result).toEqual({ file, format: 'csv', bytes: text.length })
  expect(text.toString('utf8')).toContain('青葉精機')
  refused(await kizuna(['partners', 'export', '--format', 'doc']), /doc/)
})

it('assessments send asks the partners named and names those held back; status counts them', async () => {
  const ready = await partnerToAsk(app, '依頼先株式会社', 2)
  const send = (...words: string[]) => kizuna(['assessments', 'send', '--necessity', '図面を預けているため', ...words])
  const whole = ['--scope', '図面の取り扱い', '--method', '画面から回答', '--deadline', '2026-12-21']
  const first = printed(await send('--partner', ready, ...whole, '--json'))
  expect(first).toEqual({ sent: [{ id: expect.any(String), partnerId: ready }], held: [] })
  await partnerToAsk(app, '範囲のない株式会社', 2)
  const second = printed(await send('--filter', 'q=範囲のない&level=2', '--json'))
  expect(second.sent).toEqual([])
  expect(second.held[0].problems).not.toEqual([])
  const { total, states } = printed(await kizuna(['assessments', 'status', '--json']))
  expect({ total, drafts: states.find(({ key }: { key: string }) => key === 'draft').count }).toEqual({
    total: 2,
    drafts: 1,
  })
  refused(await send(), /--partner/)
  refused(await send('--filter', 'q=どこにもない会社'), /条件に合う/)
})

it('catalog export writes a document that catalog import takes in as a draft', async () => {
  const file = join(folder, 'levels.yaml')
  const { no } = printed(await kizuna(['catalog', 'export', 'levels', 'kizuna-standard', '-o', file, '--json']))
  const draft = printed(await kizuna(['catalog', 'import', file, '--json']))
  expect(draft).toMatchObject({ kind: 'levels', key: 'kizuna-standard', status: 'draft', no: no + 1 })
  refused(await kizuna(['catalog', 'import', file]), /--replace-draft 1/)
  expect(printed(await kizuna(['catalog', 'import', file, '--replace-draft', '1', '--json'])).version).toBe(2)
  refused(await kizuna(['catalog', 'import', file, '--replace-draft', '1']), /2/)
  refused(await kizuna(['catalog', 'import', file, '--replace-draft', 'x']), /--replace-draft/)
  refused(await kizuna(['catalog', 'import', inFolder('odd.yaml', 'key: nothing-like-it\n')]), /--kind/)
  refused(await kizuna(['catalog', 'export', 'levels', 'nowhere']), /nowhere/)
})
