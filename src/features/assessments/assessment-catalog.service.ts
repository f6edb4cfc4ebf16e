import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { BusinessCalendar } from '../../domain/calendar/business-day.ts'
import type { CyclePolicy } from '../../domain/calendar/policy.ts'
import type { MaturityBand, MaturityPolicy, NextStep } from '../../domain/maturity/policy.ts'
import type { RiskLevel } from '../../domain/risk/level.ts'
import type { PlainDate } from '../../domain/time.ts'
import type { ReadCtx } from '../../platform/context.ts'
import { parseCalendar } from '../catalog/calendars.contract.ts'
import { type ChecklistDocument, parseChecklist } from '../catalog/checklist.contract.ts'
import type { DocumentProblem } from '../catalog/document.contract.ts'
import { parseLevelPolicy } from '../catalog/levels.contract.ts'
import { parseAddressForms, parseMailTemplate } from '../catalog/templates.contract.ts'

const CATALOG = join(import.meta.dirname, '..', '..', '..', 'catalog')

type Parsed<T> = { ok: true; document: T } | { ok: false; problems: readonly DocumentProblem[] }

const shipped = <T>(path: string, check: (value: unknown) => Parsed<T>): (() => T) => {
  let kept: T | undefined
  return () => {
    if (kept === undefined) {
      const parsed = check(parse(readFileSync(join(CATALOG, path), 'utf8')))
      if (!parsed.ok) throw new Error(`catalogue document ${path} does not fit its shape`)
      kept = parsed.document
    }
    return kept
  }
}

const checklist = shipped('checklists/kizuna-baseline.yaml', parseChecklist)
const levels = shipped('levels/kizuna-standard.yaml', parseLevelPolicy)
const calendar = shipped('calendars/japan.yaml', parseCalendar)
const addressForms = shipped('templates/address-forms.yaml', parseAddressForms)
const templates = {
  'assessment-request': shipped('templates/assessment-request.yaml', parseMailTemplate),
  returned: shipped('templates/returned.yaml', parseMailTemplate),
  'one-time-code': shipped('templates/one-time-code.yaml', parseMailTemplate),
  result: shipped('templates/result.yaml', parseMailTemplate),
  'thank-you': shipped('templates/thank-you.yaml', parseMailTemplate),
}

export type Checklist = ChecklistDocument
export type LevelRules = ReturnType<typeof levels>
export type TemplateKey = keyof typeof templates

/** The checklist from which question sets are made. */
export const readChecklist = async (_ctx: ReadCtx): Promise<Checklist> => checklist()

/** The levels, bands and cycles in force. */
export const readLevels = async (_ctx: ReadCtx): Promise<LevelRules> => levels()

/** A mail template with its texts in each language. */
export const readTemplate = async (_ctx: ReadCtx, key: TemplateKey) => templates[key]()

/** How a company or person is addressed in each language. */
export const readAddressForms = async (_ctx: ReadCtx) => addressForms().forms

const daysOf = (from: string, to: string): string[] => {
  const days: string[] = []
  const day = new Date(`2024-${from}T00:00:00Z`)
  for (let count = 0; count < 366; count += 1) {
    const text = day.toISOString().slice(5, 10)
    days.push(text)
    if (text === to) break
    day.setUTCDate(day.getUTCDate() + 1)
  }
  return days
}

/** The closed days that evaluation dates are rolled on. */
export const readCalendar = async (_ctx: ReadCtx): Promise<BusinessCalendar> => {
  const { key, version, weekend, holidays, companyClosures, publishedYears } = calendar()
  const years = Array.from({ length: publishedYears.to - publishedYears.from + 1 }, (_, at) => publishedYears.from + at)
  return {
    id: key,
    version: String(version),
    weekend,
    closed: new Set(holidays.map(({ date }) => date as PlainDate)),
    closedYearly: new Set(companyClosures.flatMap(({ from, to }) => daysOf(from, to))),
    publishedYears: new Set(years),
  }
}

const byLevel = <T>(rows: readonly { level: RiskLevel }[], of: (row: never) => T): Record<RiskLevel, T> =>
  Object.fromEntries(rows.map((row) => [row.level, of(row as never)])) as Record<RiskLevel, T>

/** The rules that turn answers into score, band and next step. */
export const maturityRules = ({ maturity, evaluations, review }: LevelRules): MaturityPolicy => {
  const from = (wanted: MaturityBand) => maturity.bands.find(({ band }) => band === wanted)?.atLeastPercent ?? 100
  const bound = [...maturity.keyItemsBind].sort()
  const needsFrom = bound[0] ?? 'M5'
  const below = `M${Math.max(1, Number(needsFrom.slice(1)) - 1)}` as MaturityBand
  return {
    bandsFrom: { M2: from('M2'), M3: from('M3'), M4: from('M4'), M5: from('M5') },
    keyEvidence: { needsFrom, cappedAt: below },
    notApplicableFlagAbove: review.notApplicableFlagPercent,
    drop: byLevel(evaluations.drops, (row: LevelRules['evaluations']['drops'][number]) =>
      row.dropPoints === null ? null : { points: row.dropPoints, reaction: row.reaction },
    ),
    nextStep: Object.fromEntries(
      maturity.bands.map((row) => [
        row.band,
        { code: row.band, months: row.nextStepMonths, help: row.help, personDecides: row.decision },
      ]),
    ) as Record<MaturityBand, NextStep>,
  }
}

/** How often a partner of a level and band is looked at. */
export const cycleRules = ({ evaluations, review }: LevelRules): CyclePolicy => ({
  evaluation: byLevel(evaluations.levels, (row: LevelRules['evaluations']['levels'][number]) => {
    const { unrated, ...bandMonths } = row.intervalMonths
    return { months: unrated, atRenewal: row.atRenewal, bandMonths }
  }),
  fullQuestionnaireMonths: evaluations.fullQuestionnaireMonths,
  mailsPerRequest: 2,
  reviewMinutes: byLevel(
    evaluations.levels,
    (row: LevelRules['evaluations']['levels'][number]) => review.minutesPerRequest + review.minutesPerItem * row.items,
  ),
})
