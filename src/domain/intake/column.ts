import { foldLetters, normaliseCase } from '../text/normalise.ts'
import { amountUnitOf } from './amounts.ts'
import type { AmountUnit, Field } from './fields.ts'
import { OTHER_HEADINGS, SYNONYMS } from './heading-synonyms.ts'

/** What a heading means: certain (a known heading), likely (contains one), or none; alternatives are equally good other meanings. */
export interface Meaning {
  readonly field: Field | null
  readonly confidence: 'certain' | 'likely' | 'none'
  readonly alternatives: readonly Field[]
  readonly unit: AmountUnit | null
}

const MAX_HEADING = 120
const SHORTEST_PART = 2
const UNIT_WORDS =
  /[([<〔【]\s*(?:単位[::]?)?\s*(?:百万円?|千円?|万円?|億円?|円|名|人|点|%|任意|必須|半角|全角|カナ可|yen|jpy|jpy millions?|million yen|thousand yen|required|optional)\s*[)\]>〕】]/gi

/** A heading in comparable letters: width, kana, case, brackets, spaces, underscores and required-marks folded away. */
export function foldHeading(heading: string): string {
  const text = normaliseCase(heading.slice(0, MAX_HEADING)).replace(UNIT_WORDS, '')
  return foldLetters(text).replace(/[\s()[\]<>{}「」『』【】〔〕_\-/\\.,:;・、。'"*※★●■◆?!]/g, '')
}

const BY_HEADING = new Map<string, Field[]>()
const PARTS: { text: string; field: Field }[] = []
const TOO_GENERAL = new Set(
  [
    '国',
    '区分',
    '種別',
    '番号',
    '名称',
    '名前',
    '説明',
    '接続',
    '電話',
    '窓口',
    '人数',
    '人員',
    '取引先',
    '仕入先',
    '支払先',
    '委託先',
  ].map(foldHeading),
)
for (const [field, headings] of Object.entries(SYNONYMS) as [Field, readonly string[]][]) {
  for (const heading of headings) {
    const text = foldHeading(heading)
    if (text === '') continue
    BY_HEADING.set(text, [...new Set([...(BY_HEADING.get(text) ?? []), field])])
    // A Latin word inside another heading (parent_entity_ref_id) proves nothing.
    if (text.length >= SHORTEST_PART && !/^[a-z0-9]+$/.test(text) && !TOO_GENERAL.has(text)) PARTS.push({ text, field })
  }
}
const OTHER = new Set(OTHER_HEADINGS.map(foldHeading))
const GENERAL_CODE = foldHeading('コード')

function likely(text: string): Field[] {
  let longest = 0
  const fields = new Set<Field>()
  for (const part of PARTS) {
    if (part.text.length < longest || part.text === GENERAL_CODE || !text.includes(part.text)) continue
    if (part.text.length > longest) fields.clear()
    longest = part.text.length
    fields.add(part.field)
  }
  // 取引先名(カナ) holds a reading, 担当者名(カナ) nothing we keep.
  const company = fields.has('name')
  if (company && /かな$|よみ$|ふりがな$/.test(text)) return ['reading']
  if (company && /英字$|英語$|英文$|英名$|en$|english$/.test(text)) return ['englishName']
  if (fields.has('contactName') && /かな$|よみ$|ふりがな$/.test(text)) return []
  return [...fields]
}

/** Finds what one heading means. */
export function meaningOf(heading: string): Meaning {
  const text = foldHeading(heading)
  const none: Meaning = { field: null, confidence: 'none', alternatives: [], unit: null }
  if (text === '' || OTHER.has(text)) return none
  const numbered = text.replace(/\d+$/, '')
  const certain = BY_HEADING.get(text) ?? BY_HEADING.get(numbered)
  const [field, ...alternatives] = certain ?? likely(text)
  if (field === undefined) return none
  const unit = field === 'capital' || field === 'fee' ? amountUnitOf(heading.slice(0, MAX_HEADING)) : null
  return { field, confidence: certain === undefined ? 'likely' : 'certain', alternatives, unit }
}
