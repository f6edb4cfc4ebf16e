import type { MappedColumn } from '../../domain/intake/ledger-row.ts'
import type { WriteCtx } from '../../platform/context.ts'
import { evaluate } from './evaluate.ts'
import type { Decisions, Evaluation } from './evaluation.ts'
import { replaceRows } from './import.store.ts'
import type { ImportKind } from './import.tables.ts'
import { idsToMake, importRow } from './import-row.ts'
import { basisOf, keepPlan } from './kept-plan.ts'
import type { Table } from './table.ts'

/** What the rows of a file would do, and what that rests on. */
export type Reading = { evaluation: Evaluation; basis: string }

/** Reads the rows for a preview, with which the import is about to have this version. */
export const readRows = async (
  ctx: WriteCtx,
  { kind, version }: { kind: ImportKind; version: number },
  table: Table,
  { mapping, decisions }: { mapping: readonly MappedColumn[]; decisions: Decisions },
): Promise<Reading> => {
  // Before the register is read: a change that comes in between makes the plan look old, never the other way round.
  const basis = await basisOf(ctx, version)
  return { basis, evaluation: await evaluate(ctx, kind, table.rows, mapping, decisions) }
}

/** Keeps what would become of each row, and the plan for the case that it is committed as it is. */
export const keepReading = async (
  ctx: WriteCtx,
  importId: string,
  { evaluation, basis }: Reading,
  decisions: Decisions,
): Promise<void> => {
  const { tenant } = ctx.actor
  const { rows, ...plan } = evaluation
  const made = idsToMake(ctx, plan)
  await replaceRows(
    ctx.db,
    tenant,
    importId,
    rows.map((row) => importRow(tenant, importId, row, decisions, made)),
  )
  await keepPlan(ctx, importId, basis, { ...plan, made })
}
