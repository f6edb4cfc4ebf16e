import { describe, expect, test } from 'vitest'
import { consoleTexts as en } from './en/console.ts'
import { portal as portalEn } from './en/portal.ts'
import { consoleTexts as ja } from './ja/console.ts'
import { portal as portalJa } from './ja/portal.ts'

type Texts = { [key: string]: string | Texts }

const flatten = (texts: Texts, prefix = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  )

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()

describe.each([
  ['console', ja, en],
  ['portal', portalJa, portalEn],
] as const)('%s', (_name, source, target) => {
  const english = new Map(flatten(target))
  test.each(flatten(source))('%s says the same values in both languages', (key, japanese) => {
    const translated = english.get(key) ?? ''
    expect(placeholders(translated)).toEqual(placeholders(japanese))
    expect(japanese.trim()).toBe(japanese)
    expect(translated.length).toBeGreaterThan(0)
  })
  test('no English text still contains kana', () => {
    expect([...english.values()].filter((text) => /[\u3040-\u30ff]/.test(text))).toEqual([])
  })
})
