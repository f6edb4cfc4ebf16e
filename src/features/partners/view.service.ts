import type { z } from 'zod'
import { authorize, type ReadCtx, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { PartnerFilter } from './partner.contract.ts'
import { partnerRights } from './partner.policy.ts'
import { countPartnersWhere, countStandardViews } from './partner-facets.queries.ts'
import { readerOf } from './partner-list.service.ts'
import { type ViewBody, withoutLook } from './view.contract.ts'
import { viewErrors } from './view.errors.ts'
import {
  deleteView,
  insertView,
  MAX_OWN_VIEWS,
  ownView,
  ownViewNames,
  updateView,
  type View,
  viewsOf,
} from './view.store.ts'

type Body = z.output<typeof ViewBody>

/** The member a view belongs to; a view of nobody cannot be kept. */
const owner = (ctx: ReadCtx): string => {
  authorize(ctx, partnerRights.read)
  if (ctx.actor.memberId === null) throw platformErrors.not_found()
  return ctx.actor.memberId
}

/** Shows the views of the list with how many partners each shows the reader now. */
export const showViews = async (ctx: ReadCtx) => {
  const reader = readerOf(ctx)
  const saved = []
  for (const view of await viewsOf(ctx.db, reader.tenant, owner(ctx))) {
    const filter = PartnerFilter.safeParse(withoutLook(view.query))
    const count = filter.success ? await countPartnersWhere(ctx.db, reader, filter.data) : 0
    saved.push({ ...view, own: view.memberId === reader.memberId, count })
  }
  return { standard: await countStandardViews(ctx.db, reader), saved }
}

const assertNameFree = async (ctx: ReadCtx, memberId: string, name: string, own?: string): Promise<number> => {
  const names = await ownViewNames(ctx.db, ctx.actor.tenant, memberId)
  if (names.some((view) => view.name === name && view.id !== own)) throw viewErrors.name_taken()
  return names.length
}

const record = (ctx: WriteCtx, id: string, event: string, detail: { before?: unknown; after?: unknown }): void =>
  ctx.record({ stream: 'partner', event, subject: { type: 'view', id }, ...detail })

/** Keeps a view of the list for oneself or for all colleagues. */
export const saveView = async (ctx: WriteCtx, body: Body) => {
  const memberId = owner(ctx)
  if ((await assertNameFree(ctx, memberId, body.name)) >= MAX_OWN_VIEWS) throw viewErrors.too_many()
  const id = ctx.newId()
  const own = { tenantId: ctx.actor.tenant, id, memberId, createdAt: ctx.now, updatedAt: ctx.now }
  await insertView(ctx.db, { ...own, ...body })
  record(ctx, id, 'view.saved', { after: body })
  return showViews(ctx)
}

const get = async (ctx: ReadCtx, id: string): Promise<View> => {
  const view = await ownView(ctx.db, ctx.actor.tenant, owner(ctx), id)
  if (view === undefined) throw platformErrors.not_found()
  return view
}

/** Changes one's own view from the version one saw. */
export const editView = async (ctx: WriteCtx, id: string, version: number, body: Body) => {
  const before = await get(ctx, id)
  await assertNameFree(ctx, before.memberId, body.name, id)
  if (before.version !== version || !(await updateView(ctx.db, before, body, ctx.now)))
    throw platformErrors.changed_meanwhile({ version: before.version })
  const { name, query, shared } = before
  record(ctx, id, 'view.updated', { before: { name, query, shared }, after: body })
  return showViews(ctx)
}

/** Removes one's own view. */
export const removeView = async (ctx: WriteCtx, id: string) => {
  const { name, query, shared } = await get(ctx, id)
  await deleteView(ctx.db, ctx.actor.tenant, id)
  record(ctx, id, 'view.removed', { before: { name, query, shared } })
  return showViews(ctx)
}
