import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type ChecklistDocument, parseChecklist } from '../../src/features/catalog/checklist.contract.ts'

const root = join(import.meta.dirname, '../..')
const shared = join(root, '../shared')
const catalogue = join(root, 'catalog')
const files = readdirSync(catalogue, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(catalogue, join(entry.parentPath, entry.name)))
  .sort()
const read = (path: string): unknown => parse(readFileSync(join(catalogue, path), 'utf8'))

type Item = ChecklistDocument['items'][number]
const baseline = parseChecklist(read('checklists/kizuna-baseline.yaml'))
if (!baseline.ok) throw new Error('the baseline question set does not fit its shape')
const checklist = baseline.document

const itemTexts = (item: Item, language: 'ja' | 'en'): string[] =>
  [
    item.label,
    item.question,
    ...Object.values(item.answers),
    item.why,
    ...item.start.map((step) => step.text),
    item.cost.note,
    ...item.evidence,
  ].map((text) => text[language])

const runs = (text: string, length: number): string[] =>
  Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length))

const strings = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap((part) => strings(part))
      : []

describe('wording of the catalogue', () => {
  const forbidden = ['危険', '証拠', '脅威', '義務違反', '取引停止', 'エビデンス', '絶対に守', '合言葉', '登録名']
  it.each(files)('%s keeps to plain and friendly words', (path) => {
    for (const text of strings(read(path))) for (const word of forbidden) expect(text).not.toContain(word)
  })

  it('never says that the SCS scheme is mandatory', () => {
    for (const path of files)
      for (const text of strings(read(path)))
        if (/SCS|星|star/i.test(text)) expect(text).not.toMatch(/mandatory|compulsory|obligatory|義務|必須/i)
  })

  it('has no two items that say the same', () => {
    const grams = checklist.items.map((item) => ({
      key: item.key,
      ja: new Set(itemTexts(item, 'ja').flatMap((text) => runs(text, 3))),
      en: new Set(
        itemTexts(item, 'en').flatMap((text) => {
          const words = text.toLowerCase().match(/[a-z0-9']+/g) ?? []
          return words.slice(2).map((word, at) => `${words[at]} ${words[at + 1]} ${word}`)
        }),
      ),
    }))
    const share = (one: Set<string>, other: Set<string>) =>
      [...one].filter((run) => other.has(run)).length / Math.min(one.size, other.size)
    for (const [at, one] of grams.entries())
      for (const other of grams.slice(at + 1)) {
        expect(share(one.ja, other.ja), `${one.key} and ${other.key}, Japanese`).toBeLessThan(0.2)
        expect(share(one.en, other.en), `${one.key} and ${other.key}, English`).toBeLessThan(0.12)
      }
  })

  it('repeats no text of ten characters or more from item to item', () => {
    for (const language of ['ja', 'en'] as const) {
      const owners = new Map<string, string>()
      for (const item of checklist.items)
        for (const text of itemTexts(item, language))
          if (text.length >= 10) {
            expect(owners.get(text) ?? item.key, text).toBe(item.key)
            owners.set(text, item.key)
          }
    }
  })

  it('asks no question that resembles another', () => {
    const questions = checklist.items.map((item) => ({ key: item.key, grams: new Set(runs(item.question.ja, 3)) }))
    for (const [at, one] of questions.entries())
      for (const other of questions.slice(at + 1)) {
        const common = [...one.grams].filter((gram) => other.grams.has(gram)).length
        expect(common / Math.min(one.grams.size, other.grams.size), `${one.key} and ${other.key}`).toBeLessThan(0.3)
      }
  })

  it('opens its sentences in many ways', () => {
    const openings = new Map<string, Set<string>>()
    for (const language of ['ja', 'en'] as const)
      for (const item of checklist.items)
        for (const text of itemTexts(item, language))
          for (const sentence of text.split(/(?<=[。．.?])\s*/))
            if (sentence.length >= 12) {
              const opening = sentence.slice(0, 12)
              openings.set(opening, (openings.get(opening) ?? new Set()).add(item.key))
            }
    expect(openings.size).toBeGreaterThan(500)
    expect([...openings].filter(([, keys]) => keys.size > 3).map(([opening]) => opening)).toEqual([])
  })

  it.each<[string, number, number, (item: Item) => string[]]>([
    ['questions', 6, 12, (item) => [item.question.ja]],
    ['reasons', 6, 3, (item) => [item.why.ja.replace(/。$/, '')]],
    ['steps', 4, 8, (item) => item.start.map((step) => step.text.ja)],
    ['costs', 6, 8, (item) => [item.cost.note.ja.replace(/[\d.,〜万]+/g, '')]],
  ])('ends its %s in many ways: the last %i characters are alike in at most %i', (_, length, most, textsOf) => {
    const endings = new Map<string, number>()
    for (const text of checklist.items.flatMap(textsOf))
      endings.set(text.slice(-length), (endings.get(text.slice(-length)) ?? 0) + 1)
    expect([...endings].filter(([, count]) => count > most)).toEqual([])
  })
})

describe.skipIf(!existsSync(shared))('wording beside the source documents', () => {
  const input = (path: string): string => readFileSync(join(shared, path), 'utf8')

  it('shares no run of twelve characters with the source documents', () => {
    const properNames = /SECURITY ACTION/g
    const seeds = readdirSync(join(shared, 'seeds')).map((name) =>
      input(join('seeds', name)).replace(properNames, '＊'),
    )
    const taken = new Set(seeds.flatMap((text) => runs(text, 12)))
    expect(taken.size).toBeGreaterThan(10_000)
    const copied = files.flatMap((path) =>
      strings(read(path))
        .flatMap((text) => runs(text, 12))
        .filter((run) => /[ぁ-んァ-ヴ一-龠]/.test(run) && taken.has(run))
        .map((run) => `${path}: ${run}`),
    )
    expect(copied).toEqual([])
  })
})
