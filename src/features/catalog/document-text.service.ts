import { type Document, LineCounter, parseDocument } from 'yaml'
import type { FieldError, Locale } from '../../platform/errors.ts'
import { type CatalogDocument, type CatalogKind, parseCatalogDocument } from './document-kind.contract.ts'
import { problemWords } from './problem-words.service.ts'

type Read =
  | { document: CatalogDocument; problems: readonly FieldError[] }
  | { document: null; problems: readonly FieldError[] }

const MOST_PROBLEMS = 50

const atLine = (line: number, message: string, locale: Locale): string =>
  locale === 'ja' ? `${line}行目：${message}` : `Line ${line}: ${message}`

const MOST_ALIASES = 100
const ALIASES = {
  ja: '「*名前」の参照が、先に書かれた「&名前」を指していないか、多すぎます。参照をやめて内容をそのまま書いてください。',
  en: 'A reference (*name) points to nothing written before it (&name), or there are too many. Write the content out instead.',
} as const

const BROKEN = {
  ja: (detail: string) => `YAMLとして読めません。字下げ、引用符、コロンの後の空白をお確かめください（${detail}）。`,
  en: (detail: string) => detail,
} as const

/** The content of a document; none when its references lead nowhere or multiply without end. */
const plainContent = (yaml: Document): { value: unknown } | null => {
  try {
    return { value: yaml.toJS({ maxAliasCount: MOST_ALIASES }) }
  } catch {
    return null
  }
}

const stepsOf = (path: string): (string | number)[] =>
  [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map((step) => (step[2] === undefined ? (step[1] ?? '') : Number(step[2])))

/** Reads a YAML document of the catalogue; each problem names the line and the place in the document. */
export const readYaml = (kind: CatalogKind, text: string, locale: Locale): Read => {
  const lines = new LineCounter()
  const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (yaml.errors.length > 0)
    return {
      document: null,
      problems: yaml.errors.slice(0, MOST_PROBLEMS).map((error) => ({
        field: '',
        code: 'catalog.yaml',
        message: atLine(lines.linePos(error.pos[0]).line, BROKEN[locale](error.message), locale),
      })),
    }
  const content = plainContent(yaml)
  if (content === null)
    return {
      document: null,
      problems: [{ field: '', code: 'catalog.yaml', message: ALIASES[locale] }],
    }
  const parsed = parseCatalogDocument(kind, content.value, problemWords(locale))
  if (parsed.ok) return { document: parsed.document, problems: [] }
  const lineOf = (path: string): number => {
    for (let steps = stepsOf(path); steps.length > 0; steps = steps.slice(0, -1)) {
      const node = yaml.getIn(steps, true)
      if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range))
        return lines.linePos(Number(node.range[0])).line
    }
    return 1
  }
  return {
    document: null,
    problems: parsed.problems.slice(0, MOST_PROBLEMS).map(({ path, message }) => ({
      field: path,
      code: 'catalog.shape',
      message: atLine(lineOf(path), message, locale),
    })),
  }
}
