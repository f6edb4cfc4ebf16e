import { describe, expect, test } from 'vitest'
import { consoleTexts as en } from './en/console.ts'
import { portal as portalEn } from './en/portal.ts'
import { consoleTexts as ja } from './ja/console.ts'
import { portal as portalJa } from './ja/portal.ts'
import { portal as portalTh } from './th/portal.ts'
import { portal as portalVi } from './vi/portal.ts'
import { portal as portalZh } from './zh-CN/portal.ts'

type Texts = { [key: string]: string | Texts }

const flatten = (texts: Texts, prefix = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  )

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()

describe.each([
  ['console', ja, en],
  ['portal', portalJa, portalEn],
  ['portal in Chinese', portalJa, portalZh],
  ['portal in Vietnamese', portalJa, portalVi],
  ['portal in Thai', portalJa, portalTh],
] as const)('%s', (_name, source, target) => {
  const translation = new Map(flatten(target))
  test.each(flatten(source))('%s says the same values in the translation', (key, japanese) => {
    const translated = translation.get(key) ?? ''
    expect(placeholders(translated)).toEqual(placeholders(japanese))
    expect(japanese.trim()).toBe(japanese)
    expect(translated.length).toBeGreaterThan(0)
  })
  test('no translated text still contains kana', () => {
    expect([...translation.values()].filter((text) => /[\u3040-\u30ff]/.test(text))).toEqual([])
  })
})
