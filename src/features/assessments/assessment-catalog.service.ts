import type { BusinessCalendar } from '../../domain/calendar/business-day.ts'
import type { ReadCtx } from '../../platform/context.ts'
import { parseCalendar, toBusinessCalendar } from '../catalog/calendars.contract.ts'
import { inForce, publishedOf, readContent } from '../catalog/catalog.queries.ts'
import { type ChecklistDocument, parseChecklist } from '../catalog/checklist.contract.ts'
import type { ParsedDocument } from '../catalog/document.contract.ts'
import { readPolicy } from '../catalog/read-policy.service.ts'
import { parseAddressForms, parseFairnessPhrases } from '../catalog/templates.contract.ts'
import { assessmentErrors } from './assessment.errors.ts'

// Contents are immutable, so a process keeps what it has read, by hash and bounded.
const MOST_KEPT = 64
const kept = new Map<string, unknown>()

/** The document of a kind that applies today, own versions before shipped ones. */
const current = async <T>(
  ctx: ReadCtx,
  kind: string,
  check: (value: unknown) => ParsedDocument<T>,
  key?: string,
): Promise<T> => {
  const { tenant } = ctx.actor
  const { today } = ctx
  const heads = [...inForce(await publishedOf(ctx.db, tenant, [kind], today), today).values()].filter(
    (head) => key === undefined || head.key === key,
  )
  const head = heads.find(({ origin }) => origin === 'own') ?? heads[0]
  if (head === undefined) throw assessmentErrors.catalog_missing({ kind })
  const name = `${tenant}/${head.contentHash}`
  const known = kept.get(name)
  if (known !== undefined) return known as T
  const parsed = check(await readContent(ctx.db, tenant, head.id))
  if (!parsed.ok) throw assessmentErrors.catalog_missing({ kind })
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(name, parsed.document)
  return parsed.document
}

export type Checklist = ChecklistDocument

/** The checklist from which question sets are made. */
export const readChecklist = (ctx: ReadCtx): Promise<Checklist> => current(ctx, 'checklists', parseChecklist)

/** How a company or person is addressed in each language. */
export const readAddressForms = async (ctx: ReadCtx) =>
  (await current(ctx, 'templates', parseAddressForms, 'address-forms')).forms

/** Ready phrases with which a request is explained fairly: reason, scope, method and help, by level. */
export const readFairnessPhrases = async (ctx: ReadCtx) => {
  const { necessity, scope, method, help } = await current(ctx, 'templates', parseFairnessPhrases, 'fairness')
  return { necessity, scope, method, help }
}

/** The levels in force, with the rules the domain computes scores and cycles with. */
export const readLevels = async (ctx: ReadCtx) => {
  const { version, policy } = await readPolicy(ctx)
  return { ...policy.document, version: version.no, maturityRules: policy.maturity, cycleRules: policy.cycle }
}
export type LevelRules = Awaited<ReturnType<typeof readLevels>>

/** The closed days that evaluation dates are rolled on. */
export const readCalendar = async (ctx: ReadCtx): Promise<BusinessCalendar> =>
  toBusinessCalendar(await current(ctx, 'calendars', parseCalendar))
