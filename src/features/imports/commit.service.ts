import type { WriteCtx } from '../../platform/context.ts'
import { refusedBecause } from '../../platform/db/refusal.ts'
import { AppError, platformErrors } from '../../platform/errors.ts'
import { writePlan } from './commit-write.ts'
import { evaluate } from './evaluate.ts'
import type { Decisions, Evaluation } from './evaluation.ts'
import { importErrors } from './import.errors.ts'
import { type Import, placedRows } from './import.queries.ts'
import { decisionsOf, lockPreview, tableAt } from './import.service.ts'
import { lockRegister, replaceSome, updateImport } from './import.store.ts'
import { importRow } from './import-row.ts'
import { showResult } from './import-show.service.ts'
import { basisOf, type Plan, takePlan } from './kept-plan.ts'

const guarded = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work()
  } catch (error) {
    const wasChanged = error instanceof AppError && error.code === platformErrors.changed_meanwhile.code
    throw wasChanged || refusedBecause(error, 'taken') ? importErrors.collided() : error
  }
}

/** Keeps rows that the register has changed since the preview, and gives the ids of the partners to be made. */
const settleRows = async (ctx: WriteCtx, importId: string, { rows, partners }: Evaluation, decisions: Decisions) => {
  const { tenant } = ctx.actor
  const kept = new Map((await placedRows(ctx.db, tenant, importId)).map((row) => [row.number, row]))
  const made = new Map<string, string>()
  for (const { ref, before } of partners)
    if (before === null) made.set(ref, kept.get(Number(ref.slice('row:'.length)))?.madeId ?? ctx.newId())
  const now = rows.map((row) => importRow(tenant, importId, row, decisions, made))
  const changed = now.filter((row) => {
    const then = kept.get(row.number)
    return (
      then?.outcome !== row.outcome ||
      then.doubt !== row.doubt ||
      then.partnerId !== row.partnerId ||
      then.madeId !== row.madeId
    )
  })
  await replaceSome(ctx.db, tenant, importId, changed)
  return made
}

/** Reads the file again as the register stands now. */
const planAnew = async (ctx: WriteCtx, row: Import): Promise<Plan> => {
  const decisions = await decisionsOf(ctx, row.id)
  const table = await tableAt(ctx, row, row.sheet)
  const evaluation = await evaluate(ctx, row.kind, table.rows, row.mapping, decisions)
  return { ...evaluation, made: await settleRows(ctx, row.id, evaluation, decisions) }
}

/** Carries out an import as the register stands now, in one transaction: all of its good rows or, on any failure, nothing. */
export const commitImport = async (ctx: WriteCtx, id: string) => {
  const started = performance.now()
  const row = await lockPreview(ctx, id)
  const { tenant } = ctx.actor
  await lockRegister(ctx.db, tenant)
  const plan = (await takePlan(ctx, id, await basisOf(ctx, row.version))) ?? (await planAnew(ctx, row))
  await guarded(() => writePlan(ctx, row, plan))
  await updateImport(ctx.db, tenant, id, {
    state: 'committed',
    counts: plan.counts,
    troubledRows: plan.troubledRows,
    committedAt: ctx.now,
    updatedAt: ctx.now,
    milliseconds: row.milliseconds + Math.round(performance.now() - started),
  })
  ctx.record({
    stream: 'partner',
    event: 'import.committed',
    subject: { type: 'import', id },
    after: { kind: row.kind, fileName: row.fileName, sha256: row.sha256, counts: plan.counts, mapping: row.mapping },
  })
  return showResult(ctx, id)
}
