import { type Right, rightsHeld } from '../../domain/access/access.ts'
import { authorize, type ReadCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { readPolicyIfAny } from '../catalog/read-policy.service.ts'
import { partnerRights } from './partner.policy.ts'
import { listPartners, readTimeline } from './partner.queries.ts'
import { getPartner } from './partner.store.ts'
import { countFacets } from './partner-facets.queries.ts'
import type { Filter, Reader } from './partner-filter.queries.ts'

/** Who reads a list: tenant, scope and day. */
export const readerOf = (ctx: ReadCtx, right: Right = partnerRights.read): Reader => ({
  tenant: ctx.actor.tenant,
  scope: authorize(ctx, right),
  memberId: ctx.actor.memberId,
  today: ctx.today,
})

/** Lists the partners in the reader's scope that pass a filter, a page at a time. */
export const browsePartners = async (
  ctx: ReadCtx,
  query: Filter & { sort: 'reading' | 'level' | 'due'; after?: string | undefined; limit: number },
) => {
  const { sort, after, limit, ...filter } = query
  const page = await listPartners(ctx.db, readerOf(ctx), filter, { sort, after, limit })
  return { ...page, can: rightsHeld(partnerRights, ctx.actor.grants) }
}

/** Counts the reader's partners by cell, level, maturity and state inside a filter, with the matrix in force. */
export const countPartners = async (ctx: ReadCtx, filter: Filter) => {
  const counts = await countFacets(ctx.db, readerOf(ctx), filter)
  return { ...counts, matrix: (await readPolicyIfAny(ctx))?.document.matrix.grid ?? [] }
}

/** Shows one page of a partner's history. */
export const showTimeline = async (
  ctx: ReadCtx,
  id: string,
  page: { kind?: string | undefined; after?: string | undefined; limit: number },
) => {
  const { tenant, scope } = readerOf(ctx)
  if ((await getPartner(ctx.db, tenant, scope, id)) === undefined) throw platformErrors.not_found()
  return readTimeline(ctx.db, { tenant, scope }, id, page)
}
