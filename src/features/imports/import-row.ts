import type { WriteCtx } from '../../platform/context.ts'
import { type Decisions, type EvaluatedRow, type Evaluation, isTroubled } from './evaluation.ts'
import type { importRows as table } from './import.tables.ts'

type NewRow = typeof table.$inferInsert

/** The ids of the partners that rows of a file will make, by row:N; kept from the preview on, so that committing writes no row twice. */
export type MadeIds = ReadonlyMap<string, string>

/** An evaluated row as it is kept. */
export const importRow = (
  tenantId: string,
  importId: string,
  row: EvaluatedRow,
  decisions: Decisions,
  made: MadeIds,
): NewRow => {
  const { number, outcome, partnerId: ref, shown, doubt, candidates, notes } = row
  const isNew = ref?.startsWith('row:') === true
  const partnerId = isNew ? null : ref
  const madeId = isNew ? (made.get(ref) ?? null) : null
  const decision = decisions.get(number) ?? null
  return {
    tenantId,
    importId,
    number,
    outcome,
    troubled: isTroubled(row),
    partnerId,
    madeId,
    shown,
    doubt,
    candidates,
    decision,
    notes,
  }
}

/** An id for each partner that a reading will make. */
export const idsToMake = (ctx: WriteCtx, { partners }: Pick<Evaluation, 'partners'>): MadeIds =>
  new Map(partners.flatMap(({ ref, before }) => (before === null ? [[ref, ctx.newId()]] : [])))
