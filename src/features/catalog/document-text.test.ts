import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { readYaml } from './document-text.service.ts'
import { shippedDocuments } from './shipped.service.ts'

const many = Array.from(
  { length: 6 },
  (_, at) =>
    `${'abcdef'[at]}: &${'abcdef'[at]} [${Array.from({ length: 9 }, () => (at === 0 ? 'x' : `*${'abcdef'[at - 1]}`)).join()}]`,
)

describe('a YAML document that cannot be read', () => {
  it.each([
    ['a reference to nothing', 'key: *nowhere'],
    ['references that multiply', many.join('\n')],
    ['a broken line', 'key: [a\nversion: 1'],
    ['two documents', 'key: a\n---\nkey: b'],
    ['a list', '- key'],
    ['nothing', ''],
  ])('%s is told, in the reader’s language', (_, text) => {
    for (const [locale, script] of [
      ['ja', /[ぁ-ん]/],
      ['en', /^[^ぁ-んァ-ヶ一-龠]+$/],
    ] as const) {
      const { document, problems } = readYaml('levels', text, locale)
      expect(document).toBeNull()
      expect(problems[0]?.message).toMatch(script)
    }
  })
})

it.each(shippedDocuments().map(({ kind, document }) => [`${kind} ${document.key}`, kind, document] as const))(
  '%s is told in Japanese what it lacks and what it has too much',
  (_, kind, { effectiveFrom: _from, ...document }) => {
    const { problems } = readYaml(kind, stringify({ ...document, extra: 1 }), 'ja')
    expect(problems.map(({ field }) => field)).toEqual(['effectiveFrom', ''])
    for (const { message } of problems) expect(message).toMatch(/^\d+行目：.*[ぁ-ん]/)
  },
)
