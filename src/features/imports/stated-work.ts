import { createWorkPlan, type StatedWork } from '../../domain/intake/ledger-work.ts'
import type { ReadCtx } from '../../platform/context.ts'
import { engagementsOfPartners } from '../engagements/engagement-bulk.queries.ts'
import type { DraftRow } from './evaluation.ts'
import type { RowNote } from './import.tables.ts'

type Day = DraftRow['draft']['contractStart']

const LAST_DAY = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 'YYYY-MM-DD'.length)

const firstDay = (date: Day): string | null =>
  date === null ? null : `${date.value}-01-01`.slice(0, 'YYYY-MM-DD'.length)

const lastDay = (date: Day): string | null => {
  if (date === null || date.precision === 'day') return date?.value ?? null
  const [year = 0, month = 12] = date.value.split('-').map(Number)
  return LAST_DAY(year, month)
}

/** The work a row states, or nothing without a purpose; a month or a year begins on its first day and ends on its last. */
export const workOf = ({ draft }: DraftRow, unitIds: readonly string[]): StatedWork | null =>
  draft.purpose === null
    ? null
    : {
        unitId: unitIds[0] ?? null,
        purpose: draft.purpose,
        yearlyFee: draft.yearlyFee,
        periodStart: firstDay(draft.contractStart),
        periodEnd: lastDay(draft.contractEnd),
      }

/** Tells before committing what becomes of the work a row states. */
export const workRemark = (outcome: 'create' | 'update', purpose: string): RowNote => ({
  weight: 'remark',
  code: outcome === 'create' ? 'workAdded' : 'workChanged',
  column: null,
  field: 'service',
  params: { text: purpose },
})

/** The work of these partners, to which the rows of a file add; it is read only when a row states any. */
export const readWork = async (ctx: ReadCtx, drafts: readonly DraftRow[], partnerIds: readonly string[]) =>
  createWorkPlan(
    drafts.some(({ draft }) => draft.purpose !== null)
      ? await engagementsOfPartners(ctx.db, ctx.actor.tenant, partnerIds)
      : [],
  )
