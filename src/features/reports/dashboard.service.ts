import { rightsHeld } from '../../domain/access/access.ts'
import { addDays } from '../../domain/calendar/plain-date.ts'
import { AXIS_BANDS, RISK_LEVELS } from '../../domain/risk/level.ts'
import { localDay } from '../../platform/clock.ts'
import { authorize, type ReadCtx } from '../../platform/context.ts'
import { readPolicy } from '../catalog/read-policy.service.ts'
import { partnerRights } from '../partners/partner.policy.ts'
import {
  countBuckets,
  countExpiringEvidence,
  countWaitingApprovals,
  type DashboardReader,
  listUrgent,
  progressByUnit,
} from './dashboard.queries.ts'

type Bucket = Awaited<ReturnType<typeof countBuckets>>[number]

const sum = (buckets: readonly Bucket[], of: (bucket: Bucket) => boolean): number =>
  buckets.reduce((total, bucket) => (of(bucket) ? total + bucket.n : total), 0)

const grouped = (buckets: readonly Bucket[], keyOf: (bucket: Bucket) => string | null) => {
  const counts = new Map<string, number>()
  for (const bucket of buckets) {
    const key = keyOf(bucket)
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + bucket.n)
  }
  return [...counts].map(([key, count]) => ({ key, count }))
}

/** Shows where the reader's whole network stands and what needs someone now, in one call. */
export const showDashboard = async (ctx: ReadCtx) => {
  const today = localDay(ctx.now, 'Asia/Tokyo')
  const reader: DashboardReader = {
    tenant: ctx.actor.tenant,
    scope: authorize(ctx, partnerRights.read),
    today,
    in90Days: addDays(today, 90),
  }
  const { policy } = await readPolicy(ctx)
  const buckets = await countBuckets(ctx.db, reader)
  return {
    total: sum(buckets, () => true),
    unrated: sum(buckets, (bucket) => bucket.level === null),
    provisional: sum(buckets, (bucket) => bucket.provisional),
    matrix: AXIS_BANDS.map((impact) =>
      AXIS_BANDS.map((likelihood) => RISK_LEVELS.indexOf(policy.risk.grid[impact][likelihood])),
    ),
    cells: grouped(buckets, ({ impact, likelihood }) =>
      impact === null || likelihood === null ? null : `${impact}${likelihood}`,
    ),
    levels: grouped(buckets, ({ level }) => (level === null ? 'unrated' : String(level))),
    maturity: grouped(buckets, ({ maturity }) => (maturity === null ? 'none' : String(maturity))),
    states: grouped(buckets, ({ state }) => state),
    answersOverdue: sum(buckets, (bucket) => bucket.answer_overdue),
    evaluationsOverdue: sum(buckets, (bucket) => bucket.evaluation_overdue),
    evidenceExpiring: await countExpiringEvidence(ctx.db, reader),
    approvalsWaiting: await countWaitingApprovals(ctx.db, reader.tenant, ctx.actor.memberId),
    units: await progressByUnit(ctx.db, reader),
    urgent: await listUrgent(ctx.db, reader),
    can: rightsHeld(partnerRights, ctx.actor.grants),
  }
}
