import { type Right, rightsOn } from '../../domain/access/access.ts'
import { authorize, type ReadCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { assigneesOf } from './assignment.store.ts'
import { partnerErrors } from './partner.errors.ts'
import { unitIdsOf } from './partner.queries.ts'
import { getPartner, type Partner } from './partner.store.ts'

/** Refuses to add anything to a partner that another one took over or that is archived, saying where it belongs instead. */
export const assertOpen = ({ stage, mergedInto }: Pick<Partner, 'stage' | 'mergedInto'>): void => {
  if (mergedInto !== null) throw partnerErrors.merged_away()
  if (stage === 'archived') throw partnerErrors.archived()
}

/** Gives the partner where the actor has the right on it; outside the actor's scope it is as if it did not exist. */
export const reachPartner = async (ctx: ReadCtx, right: Right, id: string): Promise<Partner> => {
  const found = await getPartner(ctx.db, ctx.actor.tenant, authorize(ctx, right), id)
  if (found === undefined) throw platformErrors.not_found()
  return found.partner
}

/** Lists which of a feature's rights the actor holds on one partner, for the `can` of an answer about it. */
export const rightsOnPartner = async (
  ctx: ReadCtx,
  rights: Record<string, Right>,
  partnerId: string,
): Promise<string[]> => {
  const { tenant, grants, memberId, id } = ctx.actor
  const assignees = (await assigneesOf(ctx.db, tenant, partnerId)).map((member) => member.id)
  const units = await unitIdsOf(ctx.db, tenant, partnerId)
  return rightsOn(rights, grants, memberId ?? id, { units, assignees })
}
