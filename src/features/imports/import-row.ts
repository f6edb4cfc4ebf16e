import type { Decisions, EvaluatedRow } from './evaluation.ts'
import { isTroubled } from './evaluation.ts'
import type { importRows } from './import.tables.ts'

/** An evaluated row as it is kept; `made` gives the ids of partners that rows of the file have made. */
export const importRow = (
  tenantId: string,
  importId: string,
  row: EvaluatedRow,
  decisions: Decisions,
  made: ReadonlyMap<string, string>,
): typeof importRows.$inferInsert => {
  const { number, outcome, partnerId: ref, shown, doubt, candidates, notes } = row
  const partnerId = ref === null ? null : ref.startsWith('row:') ? (made.get(ref) ?? null) : ref
  const decision = decisions.get(number) ?? null
  return {
    tenantId,
    importId,
    number,
    outcome,
    troubled: isTroubled(row),
    partnerId,
    shown,
    doubt,
    candidates,
    decision,
    notes,
  }
}
