import type { MappedColumn } from '../../domain/intake/ledger-row.ts'
import type { ReadCtx } from '../../platform/context.ts'
import { evaluateNational, evaluatePayees } from './evaluate-comparison.ts'
import { evaluatePartners } from './evaluate-partners.ts'
import { evaluateResults } from './evaluate-results.ts'
import type { Decisions, Evaluation } from './evaluation.ts'
import type { ImportKind } from './import.tables.ts'
import type { StoredRow } from './stored-sheet.ts'

/** Finds what the rows of a file would do to the register as it stands now. */
export const evaluate = (
  ctx: ReadCtx,
  kind: ImportKind,
  rows: readonly StoredRow[],
  mapping: readonly MappedColumn[],
  decisions: Decisions,
): Promise<Evaluation> => {
  if (kind === 'partners') return evaluatePartners(ctx, rows, mapping, decisions)
  if (kind === 'results') return evaluateResults(ctx, rows, mapping, decisions)
  if (kind === 'payees') return evaluatePayees(ctx, rows, mapping, decisions)
  return evaluateNational(ctx, rows)
}
