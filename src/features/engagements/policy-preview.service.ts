import { monthlyWorkload, type PartnerCount } from '../../domain/calendar/workload.ts'
import { MATURITY_BANDS } from '../../domain/maturity/policy.ts'
import { RISK_LEVELS, type RiskLevel } from '../../domain/risk/level.ts'
import { comparePolicies, type LevelMove, levelUnder } from '../../domain/risk/policy-comparison.ts'
import { authorize, type ReadCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { catalogRights } from '../catalog/catalog.policy.ts'
import { parsePolicy } from '../catalog/catalog.service.ts'
import { composePolicy, type Policy, readPolicy } from '../catalog/read-policy.service.ts'
import { standingOf } from '../partners/rating.service.ts'
import { partnerIdsAfter, partnerNames } from './policy-preview.queries.ts'
import { readBasis } from './rating-basis.queries.ts'
import { comparable, levelNumber } from './standing.service.ts'

const PART = 2000
const MOVES_SHOWN = 500

const number = (level: RiskLevel | null): number | null => (level === null ? null : levelNumber(level))

const counter = () => {
  const counts = new Map<string, number>()
  return {
    add: (level: RiskLevel | null, maturity: number | null) => {
      if (level !== null) counts.set(`${level}${maturity ?? 0}`, (counts.get(`${level}${maturity ?? 0}`) ?? 0) + 1)
    },
    all: (): PartnerCount[] =>
      RISK_LEVELS.flatMap((level) =>
        [null, ...MATURITY_BANDS].flatMap((band, at) => {
          const partners = counts.get(`${level}${at}`)
          return partners === undefined ? [] : [{ level, band, partners }]
        }),
      ),
  }
}

type Tally = {
  moves: LevelMove[]
  counts: Map<string, { from: RiskLevel | null; to: RiskLevel | null; partners: number }>
}

const compareAll = async (ctx: ReadCtx, before: Policy, after: Policy) => {
  const { today } = ctx
  const tally: Tally = { moves: [], counts: new Map() }
  const [now, then] = [counter(), counter()]
  let compared = 0
  let last: string | null = null
  for (;;) {
    const ids: string[] = await partnerIdsAfter(ctx.db, ctx.actor.tenant, last, PART)
    last = ids.at(-1) ?? null
    if (last === null) break
    const basisOf = await readBasis(ctx.db, ctx.actor.tenant, ids)
    const rows = await standingOf(ctx, ids)
    const partners = rows.map((row) => comparable(before, row, basisOf(row.id)))
    const { moves, counts } = comparePolicies(before.risk, after.risk, partners, today)
    const moveOf = new Map(moves.map((move) => [move.partner, move]))
    rows.forEach((row, at) => {
      const partner = partners[at]
      const move = moveOf.get(row.id)
      const stays = move === undefined && partner !== undefined ? levelUnder(before.risk, partner, today) : null
      now.add(move === undefined ? stays : move.from, row.maturity)
      then.add(move === undefined ? stays : move.to, row.maturity)
    })
    for (const count of counts) {
      const pair = `${count.from}>${count.to}`
      tally.counts.set(pair, { ...count, partners: count.partners + (tally.counts.get(pair)?.partners ?? 0) })
    }
    tally.moves.push(...moves.slice(0, MOVES_SHOWN - tally.moves.length))
    compared += rows.length
  }
  return { ...tally, compared, now: now.all(), later: then.all() }
}

/** Shows what a changed policy would do before it is published: who moves where, and the work of a month before and after. */
export const previewPolicy = async (ctx: ReadCtx, content: Record<string, unknown>) => {
  const scope = authorize(ctx, catalogRights.edit)
  if (scope.kind !== 'all') throw platformErrors.forbidden({ permission: catalogRights.edit[ctx.actor.locale] })
  const { policy: before } = await readPolicy(ctx)
  const after = composePolicy(parsePolicy(ctx, content), before.industries, before.countries)
  const { moves, counts, compared, now, later } = await compareAll(ctx, before, after)
  const names = await partnerNames(
    ctx.db,
    ctx.actor.tenant,
    moves.map((move) => move.partner),
  )
  const pairs = [...counts.values()]
  return {
    partners: compared,
    unchanged: compared - pairs.reduce((sum, pair) => sum + pair.partners, 0),
    counts: pairs.map(({ from, to, partners }) => ({ from: number(from), to: number(to), partners })),
    moves: moves.map(({ partner, from, to }) => ({
      partnerId: partner,
      name: names.get(partner) ?? '',
      from: number(from),
      to: number(to),
    })),
    before: monthlyWorkload(before.cycle, now),
    after: monthlyWorkload(after.cycle, later),
  }
}
