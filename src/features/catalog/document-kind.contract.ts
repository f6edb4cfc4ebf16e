import { z } from 'zod'
import { parseCalendar } from './calendars.contract.ts'
import { parseChecklist } from './checklist.contract.ts'
import { parseCountries } from './countries.contract.ts'
import type { ParsedDocument, ProblemWords } from './document.contract.ts'
import { parseIndustries } from './industries.contract.ts'
import { parseLevelPolicy } from './levels.contract.ts'
import { parseAddressForms, parseFairnessPhrases, parseMailTemplate } from './templates.contract.ts'

export const CATALOG_KINDS = ['levels', 'checklists', 'countries', 'industries', 'calendars', 'templates'] as const
export type CatalogKind = (typeof CATALOG_KINDS)[number]
export const CatalogKindField = z.enum(CATALOG_KINDS).describe('Kind of document')

type Head = { key: string; version: number; effectiveFrom: string }
export type CatalogDocument = Head & Record<string, unknown>

const keyOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'key' in value ? value.key : undefined

const parseTemplate = (value: unknown, words?: ProblemWords): ParsedDocument<Head> => {
  if (keyOf(value) === 'fairness') return parseFairnessPhrases(value, words)
  return keyOf(value) === 'address-forms' ? parseAddressForms(value, words) : parseMailTemplate(value, words)
}

const shapes: Record<CatalogKind, (value: unknown, words?: ProblemWords) => ParsedDocument<Head>> = {
  levels: parseLevelPolicy,
  checklists: parseChecklist,
  countries: parseCountries,
  industries: parseIndustries,
  calendars: parseCalendar,
  templates: parseTemplate,
}

/** Reads a document of any kind by the shape of its kind, or names every place that does not fit. */
export const parseCatalogDocument = (
  kind: CatalogKind,
  value: unknown,
  words?: ProblemWords,
): ParsedDocument<CatalogDocument> => {
  const parsed = shapes[kind](value, words)
  return parsed.ok ? { ok: true, document: { ...parsed.document } } : parsed
}
