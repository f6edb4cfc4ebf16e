import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PrintDocument } from './document.ts'
import { renderPdf } from './pdf.ts'

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    for (const part of Object.values(value)) deepFreeze(part)
    Object.freeze(value)
  }
  return value
}

const register: PrintDocument = deepFreeze({
  language: 'ja',
  title: '取引先の評価結果',
  orientation: 'portrait',
  header: { left: '社外秘', right: '東海テスト工業株式会社' },
  footer: { left: 'https://kizuna.example/partners', printedAt: '2026年11月21日（土） 09:12 印刷' },
  createdAt: new Date('2026-11-21T00:12:00Z'),
  blocks: [
    { kind: 'heading', text: '基本情報' },
    {
      kind: 'facts',
      items: [
        { label: '名称', value: '㈱髙﨑①製作所' },
        { label: '水準', value: { tag: 'bars', filled: 3, of: 4, text: 'R3 高', tone: 'level' } },
        { label: '成熟度', value: { tag: 'dots', filled: 2, of: 5, text: 'M2 着手', tone: 'accent' } },
        { label: '段階', value: { tag: 'stairs', filled: 1, of: 5, text: 'E1 担当者', tone: 'ink' } },
      ],
    },
    { kind: 'text', text: '前回からの変化：多要素認証の導入が進みました。\nご協力ありがとうございます。' },
    { kind: 'heading', text: '是正の状況' },
    {
      kind: 'table',
      columns: [
        { header: '番号', width: 40, align: 'right' },
        { header: '取引先', width: '*' },
        { header: '状態', width: 90 },
        { header: '点数', width: 50, align: 'right' },
      ],
      rows: Array.from({ length: 80 }, (_, at) => [
        String(at + 1),
        `入間ヒューマンパートナーズ株式会社 第${at + 1}事業所`,
        (
          [
            { tag: 'square', text: '停滞', tone: 'stop' },
            { tag: 'triangle', text: '遅れ', tone: 'wait' },
            { tag: 'disc', text: '予定どおり', tone: 'go' },
            { tag: 'check', text: '完了', tone: 'go' },
            { tag: 'ring', text: '回答待ち', tone: 'ink' },
            { tag: 'dashed-ring', text: '未評価', tone: 'ink' },
          ] as const
        )[at % 6] ?? '',
        '72.5',
      ]),
    },
    { kind: 'page-break' },
    { kind: 'heading', text: '次の一歩' },
    { kind: 'text', text: '退職した方のIDを止める', quiet: true },
  ],
})

function withText(text: string, language = 'ja'): PrintDocument {
  return { ...register, language, blocks: [{ kind: 'text', text }] }
}

describe('renderPdf', () => {
  let folder: string
  let file: string
  let pages: number
  let text: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'print-'))
    file = join(folder, 'register.pdf')
    const rendered = await renderPdf(register, { missingCharacters: 'refuse' })
    if (!rendered.ok) throw new Error(rendered.reason)
    pages = rendered.pages
    writeFileSync(file, rendered.bytes)
    text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('keeps every Japanese character, also those that only Windows has', () => {
    expect(text).toContain('㈱髙﨑①製作所')
    expect(text).toContain('取引先の評価結果')
    for (const word of ['R3 高', 'M2 着手', 'E1 担当者', '停滞', '遅れ', '予定どおり', '完了', '未評価']) {
      expect(text).toContain(word)
    }
    expect(text).toContain('ご協力ありがとうございます。')
    expect(text).toContain('第80事業所')
  })

  it('puts header, printing time and page n / m on every page and repeats the table head', () => {
    const sheets = text.split('\f').slice(0, -1)
    expect(sheets).toHaveLength(pages)
    expect(pages).toBeGreaterThan(2)
    sheets.forEach((sheet, at) => {
      expect(sheet).toContain('社外秘')
      expect(sheet).toContain('2026年11月21日（土） 09:12 印刷')
      expect(sheet).toMatch(new RegExp(`\\s${at + 1}\\s?/\\s?${pages}\\s`))
      expect(/番号\s+取引先\s+状態\s+点数/.test(sheet)).toBe(sheet.includes('事業所'))
    })
  })

  it('embeds a subset of both fonts with a text map', () => {
    const fonts = execFileSync('pdffonts', [file], { encoding: 'utf8' }).trim().split('\n').slice(2)
    expect(fonts).toHaveLength(2)
    for (const font of fonts) {
      expect(font).toMatch(/[A-Z]{6}\+BIZUDPGothic/)
      expect(font).toMatch(/\byes\s+yes\s+yes\b/)
    }
  })

  it('prints on A4 in both directions and carries the title', async () => {
    expect(execFileSync('pdfinfo', [file], { encoding: 'utf8' })).toMatch(/Page size:\s+595\.28 x 841\.89 pts \(A4\)/)
    const wide = await renderPdf({ ...register, orientation: 'landscape' }, { missingCharacters: 'refuse' })
    if (!wide.ok) throw new Error(wide.reason)
    const info = execFileSync('pdfinfo', ['-'], { input: wide.bytes, encoding: 'utf8' })
    expect(info).toMatch(/Page size:\s+841\.89 x 595\.28 pts/)
    expect(info).toMatch(/Title:\s+取引先の評価結果/)
  })

  it('renders the same description again, since it leaves it unchanged', async () => {
    const again = await renderPdf(register, { missingCharacters: 'refuse' })
    expect(again).toMatchObject({ ok: true, pages })
  })

  it.each(['th', 'zh-CN', 'vi'])('refuses the language %s, which the font cannot write', async (language) => {
    expect(await renderPdf(withText('abc', language), { missingCharacters: 'mark' })).toEqual({
      ok: false,
      reason: 'document.language_not_printable',
      params: { language },
    })
  })

  it.each(['en', 'en-GB', 'ja-JP'])('prints the language %s', async (language) => {
    expect(await renderPdf(withText('Not rated', language), { missingCharacters: 'refuse' })).toMatchObject({
      ok: true,
    })
  })

  it('refuses characters without a glyph by name instead of printing boxes', async () => {
    expect(await renderPdf(withText('สวัสดี 株式会社'), { missingCharacters: 'refuse' })).toEqual({
      ok: false,
      reason: 'document.characters_not_printable',
      params: { characters: 'สวัดี' },
    })
  })

  it('marks them with 〓 and lists them where a register must still be printed', async () => {
    const marked = await renderPdf(withText('Công ty ไทย'), { missingCharacters: 'mark' })
    if (!marked.ok) throw new Error(marked.reason)
    expect(marked.replaced).toEqual(['ไ', 'ท', 'ย'])
    expect(execFileSync('pdftotext', ['-', '-'], { input: marked.bytes, encoding: 'utf8' })).toContain('Công ty 〓〓〓')
  })

  it('draws the base form of a character that carries a variation selector', async () => {
    const rendered = await renderPdf(withText('葛\u{e0100}城市'), { missingCharacters: 'refuse' })
    expect(rendered).toMatchObject({ ok: true, replaced: [] })
  })

  it.each(['portrait', 'landscape'] as const)('loses nothing of a row taller than a page: %s', async (orientation) => {
    const sentence = (at: number) => `第${at}項は確認済みです。`
    const long = Array.from({ length: 1_500 }, (_, at) => sentence(at)).join('')
    const blocks: PrintDocument['blocks'] = [
      {
        kind: 'table',
        columns: [
          { header: '番号', width: 40 },
          { header: '内容', width: '*' },
        ],
        rows: [
          ['1', long],
          ['2', '終わり'],
        ],
      },
    ]
    const rendered = await renderPdf({ ...register, orientation, blocks }, { missingCharacters: 'refuse' })
    if (!rendered.ok) throw new Error(rendered.reason)
    const printed = execFileSync('pdftotext', ['-', '-'], { input: rendered.bytes, encoding: 'utf8' }).replace(
      /\s/g,
      '',
    )
    const lost = Array.from({ length: 1_500 }, (_, at) => sentence(at)).filter((each) => !printed.includes(each))
    // A sentence cut by the end of a page has the foot and head of the pages in between.
    expect(lost.length).toBeLessThan(rendered.pages)
    expect(printed).toContain('終わり')
  })

  it('draws scales and marks as shapes of their own beside the word', async () => {
    const tagged = { tag: 'bars', filled: 2, of: 4, text: 'R2 要注意', tone: 'level' } as const
    const block = (value: PrintDocument['blocks'][number]) =>
      renderPdf({ ...register, blocks: [value] }, { missingCharacters: 'refuse' })
    const drawn = await block({ kind: 'facts', items: [{ label: '水準', value: tagged }] })
    const plain = await block({ kind: 'facts', items: [{ label: '水準', value: tagged.text }] })
    if (!drawn.ok || !plain.ok) throw new Error('not rendered')
    const pixels = (bytes: Uint8Array) =>
      execFileSync('pdftoppm', ['-r', '72', '-gray', '-x', '170', '-y', '60', '-W', '140', '-H', '60', '-'], {
        input: bytes,
      })
    const ink = (bytes: Uint8Array) => pixels(bytes).filter((shade) => shade < 160).length
    expect(ink(drawn.bytes)).toBeGreaterThan(ink(plain.bytes) + 40)
  })
})
