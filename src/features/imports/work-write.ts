import type { PlannedWork, StatedWork } from '../../domain/intake/ledger-work.ts'
import type { PlainDate } from '../../domain/time.ts'
import type { WriteCtx } from '../../platform/context.ts'
import { engagementsByIds } from '../engagements/engagement-bulk.queries.ts'
import { type ChangedWork, changeWorkInBulk, type LedgerTerms } from '../engagements/engagement-bulk.service.ts'
import type { ImportChange } from './import.queries.ts'
import type { WorkChange } from './import.tables.ts'
import type { MadeIds } from './import-row.ts'

const termsOf = ({ yearlyFee, periodStart, periodEnd }: StatedWork): LedgerTerms => ({
  yearlyFee,
  periodStart: periodStart as PlainDate | null,
  periodEnd: periodEnd as PlainDate | null,
})

const same = (a: LedgerTerms, b: LedgerTerms): boolean =>
  a.yearlyFee === b.yearlyFee && a.periodStart === b.periodStart && a.periodEnd === b.periodEnd

/** Writes the work an import states; gives what it did to each partner, so that it can be taken back. */
export const writeWork = async (
  ctx: WriteCtx,
  importId: string,
  works: readonly PlannedWork[],
  made: MadeIds,
): Promise<Map<string, WorkChange[]>> => {
  const changes = new Map<string, WorkChange[]>()
  const keep = (partnerId: string, change: WorkChange) =>
    void changes.set(partnerId, [...(changes.get(partnerId) ?? []), change])
  const created = works.flatMap(({ ref, id: known, after }) => {
    if (known !== null) return []
    const partnerId = made.get(ref) ?? ref
    const id = ctx.newId()
    keep(partnerId, { id, before: null, after: termsOf(after) })
    return [{ ...termsOf(after), id, partnerId, unitId: after.unitId, purpose: after.purpose }]
  })
  const updates = new Map(works.flatMap((work) => (work.id === null ? [] : [[work.id, work.after]])))
  const current = await engagementsByIds(ctx.db, ctx.actor.tenant, [...updates.keys()])
  const changed = current.flatMap((engagement): ChangedWork[] => {
    const after = updates.get(engagement.id)
    if (after === undefined) return []
    const { yearlyFee, periodStart, periodEnd } = engagement
    keep(engagement.partnerId, {
      id: engagement.id,
      before: { yearlyFee, periodStart, periodEnd },
      after: termsOf(after),
    })
    return [{ engagement, terms: termsOf(after) }]
  })
  await changeWorkInBulk(ctx, { created, changed, removed: [] }, `import.committed ${importId}`)
  return changes
}

/** Takes back the work an import brought, unless it has been changed since; gives the partners whose work went back, and whose had to stay. */
export const restoreWork = async (
  ctx: WriteCtx,
  importId: string,
  changes: readonly ImportChange[],
): Promise<{ restored: Set<string>; kept: Set<string> }> => {
  const brought = new Map(changes.flatMap(({ works }) => works.map((work) => [work.id, work])))
  const kept = new Set<string>()
  const removed = []
  const changed: ChangedWork[] = []
  for (const engagement of await engagementsByIds(ctx.db, ctx.actor.tenant, [...brought.keys()])) {
    const work = brought.get(engagement.id)
    if (work === undefined) continue
    if (work.before === null && engagement.version === 1) removed.push(engagement)
    else if (work.before !== null && same(engagement, work.after)) changed.push({ engagement, terms: work.before })
    else kept.add(engagement.partnerId)
  }
  await changeWorkInBulk(ctx, { created: [], changed, removed }, `import.undone ${importId}`)
  const restored = new Set([...removed, ...changed.map(({ engagement }) => engagement)].map((each) => each.partnerId))
  return { restored, kept }
}
