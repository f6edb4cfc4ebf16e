import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { certificateKey, gradeFits } from '../../src/domain/partner/evidence.ts'
import { EVIDENCE_KINDS } from '../../src/domain/partner/evidence-kind.ts'
import { Calendar, parseCalendar } from '../../src/features/catalog/calendars.contract.ts'
import { Checklist, parseChecklist } from '../../src/features/catalog/checklist.contract.ts'
import { Countries, parseCountries } from '../../src/features/catalog/countries.contract.ts'
import type { ParsedDocument } from '../../src/features/catalog/document.contract.ts'
import { Industries, parseIndustries } from '../../src/features/catalog/industries.contract.ts'
import { LevelPolicy, parseLevelPolicy } from '../../src/features/catalog/levels.contract.ts'
import {
  AddressForms,
  FairnessPhrases,
  MailTemplate,
  parseAddressForms,
  parseFairnessPhrases,
  parseMailTemplate,
} from '../../src/features/catalog/templates.contract.ts'

const root = join(import.meta.dirname, '../..')
const shared = join(root, '../shared')
const catalogue = join(root, 'catalog')
const files = readdirSync(catalogue, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(catalogue, join(entry.parentPath, entry.name)))
  .sort()
const read = (path: string): string => readFileSync(join(catalogue, path), 'utf8')

const shapes: [RegExp, (value: unknown) => ParsedDocument<unknown>][] = [
  [/^checklists\/.+\.yaml$/, parseChecklist],
  [/^levels\/.+\.yaml$/, parseLevelPolicy],
  [/^calendars\/.+\.yaml$/, parseCalendar],
  [/^countries\/.+\.yaml$/, parseCountries],
  [/^industries\.yaml$/, parseIndustries],
  [/^templates\/fairness\.yaml$/, parseFairnessPhrases],
  [/^templates\/address-forms\.yaml$/, parseAddressForms],
  [/^templates\/.+\.yaml$/, parseMailTemplate],
]

/** Whole documents, or a failing test that names each place. */
const document = <T>(path: string, parser: (value: unknown) => ParsedDocument<T>): T => {
  const parsed = parser(parse(read(path)))
  if (!parsed.ok)
    throw new Error(parsed.problems.map((problem) => `${path} ${problem.path}: ${problem.message}`).join('\n'))
  return parsed.document
}

const checklist = document('checklists/kizuna-baseline.yaml', parseChecklist)
const policy = document('levels/kizuna-standard.yaml', parseLevelPolicy)
const calendar = document('calendars/japan.yaml', parseCalendar)
const countries = document('countries/partner-countries.yaml', parseCountries)
const industries = document('industries.yaml', parseIndustries)
const localisedObjects = (value: unknown): Record<string, unknown>[] =>
  typeof value === 'object' && value !== null
    ? [
        ...('ja' in value || 'en' in value ? [{ ...value }] : []),
        ...Object.values(value).flatMap((part) => localisedObjects(part)),
      ]
    : []

describe('catalogue documents', () => {
  it.each(files)('%s fits its shape', (path) => {
    const parser = shapes.find(([pattern]) => pattern.test(path))?.[1]
    if (parser === undefined) throw new Error(`no shape for ${path}`)
    expect(parser(parse(read(path)))).toMatchObject({ ok: true })
  })

  it.each(files)('%s says everything in Japanese and English', (path) => {
    const texts = localisedObjects(parse(read(path)))
    expect(texts.length).toBeGreaterThan(1)
    for (const text of texts) {
      expect(Object.keys(text)).toEqual(expect.arrayContaining(['ja', 'en']))
      if (typeof text.en === 'string')
        expect(text.en, 'English without Japanese script').not.toMatch(/[ぁ-んァ-ヴ一-龠]/)
    }
  })

  it('names the exact place of a mistake', () => {
    const broken: unknown = parse(
      read('checklists/kizuna-baseline.yaml').replace('sets: [R1, R2, R3, R4]', 'sets: [R1, R4]'),
    )
    expect(parseChecklist(broken)).toEqual({
      ok: false,
      problems: [{ path: 'items[0].sets', message: 'an item of a lower set must be in every higher set' }],
    })
  })

  it('refuses unknown fields, repeated keys and bounds with a gap', () => {
    const policyText = read('levels/kizuna-standard.yaml')
    const paths = (parsed: ParsedDocument<unknown>) => (parsed.ok ? [] : parsed.problems.map((problem) => problem.path))
    expect(paths(parseLevelPolicy(parse(policyText.replace('from: 4, to: 7', 'from: 5, to: 7'))))).toEqual([
      'impact.bounds[1]',
    ])
    expect(paths(parseLevelPolicy(parse(policyText.replace('overseasCap: 3', 'overseasCap: 3\nextra: 1'))))).toEqual([
      '',
    ])
    expect(paths(parseIndustries(parse(read('industries.yaml').replace('key: mining', 'key: agriculture'))))).toEqual([
      'industries[1].key',
    ])
  })

  const contracts = {
    Checklist,
    LevelPolicy,
    Calendar,
    Countries,
    Industries,
    MailTemplate,
    FairnessPhrases,
    AddressForms,
  }
  it.each(Object.entries(contracts))('%s describes every field in English', (_, shape) => {
    const bare: string[] = []
    const walk = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return
      if ('properties' in node && typeof node.properties === 'object' && node.properties !== null)
        for (const [name, field] of Object.entries(node.properties))
          if (!/^[A-Z].*\.$/.test(String(Object(field).description))) bare.push(`${path}.${name}`)
      for (const [name, part] of Object.entries(node)) walk(part, `${path}.${name}`)
    }
    walk(z.toJSONSchema(shape), '')
    expect(bare).toEqual([])
  })
})

describe('baseline question set', () => {
  it.each([
    ['R0', 10],
    ['R1', 15],
    ['R2', 20],
    ['R3', 30],
    ['R4', 50],
  ] as const)('%s holds %i items and everything of the level below', (level, count) => {
    const keys = checklist.items.filter((item) => item.sets.includes(level)).map((item) => item.key)
    const below = `R${Number(level.slice(1)) - 1}`
    const lower = checklist.items.filter((item) => item.sets.some((set) => set === below)).map((item) => item.key)
    expect(keys).toHaveLength(count)
    expect(keys).toEqual(expect.arrayContaining(lower))
    expect(policy.evaluations.levels.find((evaluation) => evaluation.level === level)?.items).toBe(count)
  })

  it('counts ten items in each field and twenty for close ties', () => {
    const counts = Object.groupBy(checklist.items, (item) => item.category)
    expect(Object.entries(counts).map(([category, items]) => [category, items?.length])).toEqual([
      ['governance', 10],
      ['technical', 10],
      ['operations', 10],
      ['extended', 20],
    ])
    for (const section of checklist.sections)
      expect(checklist.items.some((item) => item.section === section.key)).toBe(true)
  })

  it('asks for evidence on a few key items only', () => {
    expect(checklist.items.filter((item) => item.keyItem).length).toBe(8)
  })

  it.each(checklist.items.map((item) => [item.key, item] as const))(
    '%s says what to do, what it costs and what to attach',
    (_, item) => {
      expect(item.start.length).toBeGreaterThanOrEqual(2)
      expect(item.start[0]?.minutes).toBeLessThanOrEqual(60)
      expect(item.start.reduce((sum, step) => sum + step.minutes, 0)).toBeLessThanOrEqual(240)
      expect(item.cost.note.ja).toMatch(/円|無料|かかりません|紙代|一冊|ノート|付箋|済みます/)
      expect(item.evidence.length).toBeGreaterThanOrEqual(1)
      expect(item.question.ja).toMatch(/か$/)
      expect(item.question.en).toMatch(/\?$/)
    },
  )
})

describe('level policy', () => {
  it('holds the grid and the bounds of the axes', () => {
    expect(policy.matrix.grid).toEqual([
      [0, 1, 2],
      [1, 2, 3],
      [2, 3, 4],
    ])
    const bounds = (scale: typeof policy.impact) =>
      scale.bounds.map((bound) => `${bound.band} ${bound.from}-${bound.to}`)
    expect(bounds(policy.impact)).toEqual(['low 0-3', 'mid 4-7', 'high 8-12'])
    expect(bounds(policy.likelihood)).toEqual(['low 0-3', 'mid 4-8', 'high 9-14'])
    expect(policy.profiles.largeAboveEmployees).toBe(300)
  })

  it('takes the shorter of level and maturity for R2 to R4', () => {
    const band = new Map(policy.maturity.bands.map((entry) => [entry.band, entry.nextStepMonths]))
    for (const { level, intervalMonths } of policy.evaluations.levels) {
      const own = { R4: 1, R3: 3, R2: 6, R1: 12, R0: 36 }[level]
      for (const maturity of ['M1', 'M2', 'M3', 'M4', 'M5'] as const) {
        const low = maturity === 'M1' || maturity === 'M2' || maturity === 'M3'
        const expected =
          level === 'R1' ? (low ? 6 : 12) : level === 'R0' ? (low ? 12 : 36) : Math.min(own, band.get(maturity) ?? 0)
        expect(intervalMonths[maturity], `${level} ${maturity}`).toBe(expected)
      }
      expect(intervalMonths.unrated).toBe(own)
    }
  })

  it('calls a suggested star voluntary', () => {
    expect(policy.stars.note).toMatchObject({
      ja: expect.stringContaining('任意'),
      en: expect.stringContaining('voluntary'),
    })
  })

  it('has a rule for every certificate that can be kept for a partner, and for no other', () => {
    const grades = ['', '1', '2', '3', '4', 'type1', 'type2']
    const kept = EVIDENCE_KINDS.flatMap((kind) =>
      grades.filter((grade) => gradeFits(kind, grade)).map((grade) => certificateKey(kind, grade)),
    )
    const known = new Set(kept.filter((key) => key !== null))
    expect(policy.certificates.kinds.map(({ key }) => key).sort()).toEqual([...known].sort())
  })

  it('refers only to factors, classes and questions that exist', () => {
    const factors = [...policy.impact.factors, ...policy.likelihood.factors].map((factor) => factor.key)
    const used = [...policy.profiles.supportedBy, ...policy.stars.rules.flatMap((rule) => rule.allOf)].map(
      (one) => one.factor,
    )
    expect(factors).toEqual(expect.arrayContaining(used))
    const classes = industries.profileClasses.map((one) => one.key)
    expect(classes).toEqual(expect.arrayContaining(policy.profiles.proposals.map((proposal) => proposal.profileClass)))
    const questions = policy.triage.questions.map((question) => question.key)
    expect(questions).toEqual(expect.arrayContaining(policy.triage.outcomes.flatMap((outcome) => outcome.yes)))
    expect(policy.audits.areas.reduce((sum, area) => sum + area.items, 0)).toBe(100)
  })
})

describe('places and days', () => {
  it('uses time zones that exist', () => {
    for (const zone of [calendar.zone, ...countries.countries.flatMap((country) => country.zones)])
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow()
  })

  it('starts every country within the cap and Japan at nothing', () => {
    expect(countries.countries.find((country) => country.code === 'JP')?.overseas).toEqual([])
    for (const country of countries.countries)
      expect(country.overseas.reduce((sum, value) => sum + value.points, 0)).toBeLessThanOrEqual(policy.overseasCap)
  })

  it('knows the sandwich holiday of 2026', () => {
    expect(
      calendar.holidays.filter((holiday) => holiday.date.startsWith('2026-09')).map((holiday) => holiday.date),
    ).toEqual(['2026-09-21', '2026-09-22', '2026-09-23'])
  })
})

describe.skipIf(!existsSync(shared))('catalogue beside real input', () => {
  it('lists the holidays that the Cabinet Office has published', () => {
    const csv = new TextDecoder('shift_jis').decode(readFileSync(join(shared, 'data/calendar/syukujitsu.cp932.csv')))
    const published = [...csv.matchAll(/^(202[5-7])\/(\d+)\/(\d+),(.+?)\r?$/gm)].map(
      ([, year = '', month = '', day = '', name = '']) =>
        `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')} ${name}`,
    )
    expect(published.length).toBeGreaterThan(45)
    expect(calendar.holidays.map((holiday) => `${holiday.date} ${holiday.name.ja}`)).toEqual(published)
  })

  it('knows every industry of the EDINET list', () => {
    const csv = new TextDecoder('shift_jis').decode(
      readFileSync(join(shared, 'data/ledger/edinet-2024-07-21.cp932.csv')),
    )
    const found = new Set(
      csv
        .split(/\r?\n/)
        .slice(2)
        .filter((line) => line !== '')
        .map((line) => line.slice(1, -1).split('","')[10] ?? ''),
    )
    const known = new Set([
      ...industries.notIndustries,
      ...industries.industries.flatMap((industry) => industry.synonyms),
    ])
    expect(found.size).toBeGreaterThan(30)
    expect([...found].filter((name) => !known.has(name))).toEqual([])
  })
})
