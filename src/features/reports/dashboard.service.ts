import { rightsHeld } from '../../domain/access/access.ts'
import { addDays } from '../../domain/calendar/plain-date.ts'
import { AXIS_BANDS, RISK_LEVELS } from '../../domain/risk/level.ts'
import { authorize, type ReadCtx } from '../../platform/context.ts'
import { countMyApprovals } from '../approvals/approval.service.ts'
import { readPolicy } from '../catalog/read-policy.service.ts'
import { partnerRights } from '../partners/partner.policy.ts'
import {
  countExpiringEvidence,
  countOverdue,
  countStandings,
  type DashboardReader,
  listUrgent,
  unitNames,
} from './dashboard.queries.ts'

type Standing = Awaited<ReturnType<typeof countStandings>>[number]
type Overdue = Awaited<ReturnType<typeof countOverdue>>[number]

const sum = <T extends { n: number }>(rows: readonly T[], of: (row: T) => boolean): number =>
  rows.reduce((total, row) => (of(row) ? total + row.n : total), 0)

const grouped = (standings: readonly Standing[], keyOf: (standing: Standing) => string | null) => {
  const counts = new Map<string, number>()
  for (const standing of standings) {
    const key = keyOf(standing)
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + standing.n)
  }
  return [...counts].map(([key, count]) => ({ key, count }))
}

const ASKED = ['sending', 'open', 'submitted', 'returned']
const SHOWN_UNITS = 30

/** The progress of each unit that has asked partners, the unit with most overdue answers first; a partner of two units counts in both. */
const progressByUnit = (
  standings: readonly Standing[],
  overdue: readonly Overdue[],
  names: ReadonlyMap<string, string>,
) =>
  [...names]
    .map(([id, name]) => {
      const own = standings.filter(({ units }) => units.includes(id))
      return {
        id,
        name,
        asked: sum(own, ({ state }) => ASKED.includes(state)),
        answered: sum(own, ({ state }) => state === 'submitted'),
        confirmed: sum(own, ({ state }) => state === 'confirmed'),
        overdue: sum(overdue, ({ units, answer }) => answer && units.includes(id)),
      }
    })
    .filter((unit) => unit.asked + unit.confirmed > 0)
    .sort((a, b) => b.overdue - a.overdue || b.asked - a.asked || (a.name < b.name ? -1 : 1))
    .slice(0, SHOWN_UNITS)

/** Shows where the reader's whole network stands and what needs someone now, in one call. */
export const showDashboard = async (ctx: ReadCtx) => {
  const { today } = ctx
  const reader: DashboardReader = {
    tenant: ctx.actor.tenant,
    scope: authorize(ctx, partnerRights.read),
    today,
    in90Days: addDays(today, 90),
  }
  const { policy } = await readPolicy(ctx)
  const standings = await countStandings(ctx.db, reader)
  const overdue = await countOverdue(ctx.db, reader)
  return {
    total: sum(standings, () => true),
    unrated: sum(standings, ({ level }) => level === null),
    provisional: sum(standings, ({ provisional }) => provisional),
    matrix: AXIS_BANDS.map((impact) =>
      AXIS_BANDS.map((likelihood) => RISK_LEVELS.indexOf(policy.risk.grid[impact][likelihood])),
    ),
    cells: grouped(standings, ({ impact, likelihood }) =>
      impact === null || likelihood === null ? null : `${impact}${likelihood}`,
    ),
    levels: grouped(standings, ({ level }) => (level === null ? 'unrated' : String(level))),
    maturity: grouped(standings, ({ maturity }) => (maturity === null ? 'none' : String(maturity))),
    states: grouped(standings, ({ state }) => state),
    answersOverdue: sum(overdue, ({ answer }) => answer),
    evaluationsOverdue: sum(overdue, ({ evaluation }) => evaluation),
    evidenceExpiring: await countExpiringEvidence(ctx.db, reader),
    approvalsWaiting: (await countMyApprovals(ctx)).count,
    units: progressByUnit(standings, overdue, await unitNames(ctx.db, reader.tenant)),
    urgent: await listUrgent(ctx.db, reader),
    can: rightsHeld(partnerRights, ctx.actor.grants),
  }
}
