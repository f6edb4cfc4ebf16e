import type { BroughtBefore, PlannedPartner } from '../../domain/intake/ledger-plan.ts'
import { noteKey } from '../../domain/intake/values.ts'
import type { ReadCtx, WriteCtx } from '../../platform/context.ts'
import { importedNotesOf } from './import.queries.ts'
import { rememberNotes } from './import.store.ts'
import type { MadeIds } from './import-row.ts'

// A note may name people: what is kept of a removed one must not be read or guessed.
const hashOf = (ctx: ReadCtx, key: string): string => ctx.vault.mac(`imported-note ${key}`)

/** Tells which notes earlier imports have brought to these partners. */
export const notesBrought = async (ctx: ReadCtx, partnerIds: readonly string[]): Promise<BroughtBefore> => {
  const known = await importedNotesOf(ctx.db, ctx.actor.tenant, partnerIds)
  return (ref, key) => known.get(ref)?.has(hashOf(ctx, key)) === true
}

/** Remembers which notes an import brings to whom. */
export const rememberBrought = (
  ctx: WriteCtx,
  importId: string,
  partners: readonly PlannedPartner[],
  made: MadeIds,
): Promise<void> =>
  rememberNotes(
    ctx.db,
    partners.flatMap(({ ref, newNotes }) =>
      newNotes.map((body) => ({
        tenantId: ctx.actor.tenant,
        partnerId: made.get(ref) ?? ref,
        noteHash: hashOf(ctx, noteKey(body)),
        importId,
      })),
    ),
  )
