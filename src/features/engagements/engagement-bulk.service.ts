import type { PlainDate } from '../../domain/time.ts'
import { authorize, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { partsOf } from '../../platform/in-step.ts'
import { engagementRights } from './engagement.policy.ts'
import { stateOf } from './engagement.service.ts'
import type { Engagement } from './engagement.store.ts'
import { insertEngagements, removeEngagements, updateEngagements } from './engagement-bulk.store.ts'
import { rateAfterChange } from './rate-partners.service.ts'

/** What a ledger can say about work besides its partner, department and purpose. */
export type LedgerTerms = { yearlyFee: number | null; periodStart: PlainDate | null; periodEnd: PlainDate | null }
export type NewWork = LedgerTerms & { id: string; partnerId: string; unitId: string | null; purpose: string }
export type ChangedWork = { engagement: Engagement; terms: LedgerTerms }
export type BulkWork = {
  created: readonly NewWork[]
  changed: readonly ChangedWork[]
  removed: readonly Engagement[]
}

const PARTNERS_RATED_AT_ONCE = 500

const termsOf = ({ yearlyFee, periodStart, periodEnd }: LedgerTerms): LedgerTerms => ({
  ...{ yearlyFee, periodStart, periodEnd },
})

const samePeriod = (a: LedgerTerms, b: LedgerTerms): boolean =>
  a.periodStart === b.periodStart && a.periodEnd === b.periodEnd

/** Whose contracts begin or end on other days after this. */
const partnersMoved = ({ created, changed, removed }: BulkWork): Set<string> =>
  new Set([
    ...[...created, ...removed].flatMap(({ partnerId, periodEnd }) => (periodEnd === null ? [] : [partnerId])),
    ...changed.flatMap(({ engagement, terms }) => (samePeriod(engagement, terms) ? [] : [engagement.partnerId])),
  ])

const recordAll = (ctx: WriteCtx, { created, changed, removed }: BulkWork, reason: string): void => {
  const record = (event: string, id: string, detail: { before?: unknown; after?: unknown }) =>
    ctx.record({ stream: 'partner', event, subject: { type: 'engagement', id }, ...detail, reason })
  for (const { id, ...facts } of created) record('engagement.created', id, { after: facts })
  for (const { engagement, terms } of changed)
    record('engagement.updated', engagement.id, { before: termsOf(engagement), after: terms })
  for (const { id, partnerId, purpose, ...rest } of removed)
    record('engagement.removed', id, { before: { partnerId, purpose, unitId: rest.unitId, ...termsOf(rest) } })
}

/** Adds, changes and takes back the work of many partners at once, each on the ledger, and rates those partners again. */
export const changeWorkInBulk = async (ctx: WriteCtx, work: BulkWork, reason: string): Promise<void> => {
  const { created, changed, removed } = work
  if (created.length + changed.length + removed.length === 0) return
  authorize(ctx, engagementRights.update)
  const { tenant } = ctx.actor
  const { today } = ctx
  const stateWith = ({ periodStart, periodEnd }: LedgerTerms) => stateOf(periodStart, periodEnd, today)
  const unknown = { contractRef: '', dataClasses: null, dataVolume: null, personalDataCount: null, overseas: null }
  const blank = { ...unknown, services: '', onPartnerSystems: null, connectionsKnown: false, answers: {} }
  const own = { tenantId: tenant, createdAt: ctx.now, updatedAt: ctx.now }
  await insertEngagements(
    ctx.db,
    created.map((facts) => ({ ...own, ...blank, ...facts, state: stateWith(facts) })),
  )
  const rows = changed.map(({ engagement, terms }) => ({
    ...terms,
    id: engagement.id,
    version: engagement.version + 1,
    updatedAt: ctx.now,
    // Work that a person has ended stays so until its period says otherwise.
    state: samePeriod(engagement, terms) ? engagement.state : stateWith(terms),
  }))
  if ((await updateEngagements(ctx.db, tenant, rows)) !== rows.length)
    throw platformErrors.changed_meanwhile({ version: 0 })
  await removeEngagements(
    ctx.db,
    tenant,
    removed.map(({ id }) => id),
  )
  recordAll(ctx, work, reason)
  for (const partnerId of partnersMoved(work)) ctx.emit('engagement.period_changed', { partnerId })
  const written = [...created, ...changed.map(({ engagement }) => engagement)]
  // In the order in which ratings hold partners, so that two of them wait for each other; a part at a time keeps it small.
  const ids = [...new Set([...written, ...removed].map(({ partnerId }) => partnerId))].sort()
  for (const part of partsOf(ids, PARTNERS_RATED_AT_ONCE)) {
    const rated = new Set(part)
    const edited = written.filter(({ partnerId }) => rated.has(partnerId)).map(({ id }) => id)
    await rateAfterChange(ctx, part, reason, edited)
  }
}
