import type { ReadCtx, WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { assertEditable } from './answer.service.ts'
import { assessmentErrors } from './assessment.errors.ts'
import { linkLife, unknownToken } from './grant.service.ts'
import { ownGrant } from './portal.service.ts'
import { loadSet } from './question-set.service.ts'
import { countDelegated, insertGrants, liveGrants, lockRequest, revokeGrants } from './request.store.ts'

// Each colleague is sent a mail in our name: whoever holds a link must not make us a relay.
const MOST_COLLEAGUES = 20

// Each mail to the person asked brings a link of its own: colleagues belong to the request, not to one of these.
const delegatesOf = async (ctx: ReadCtx, requestId: string) =>
  (await liveGrants(ctx.db, ctx.actor.tenant, requestId)).filter(({ role }) => role === 'delegate')

const ownLead = async (ctx: ReadCtx) => {
  const own = await ownGrant(ctx)
  if (own.grant.role !== 'lead') throw assessmentErrors.lead_only()
  return own
}

/** Asks a colleague to answer some sections; the colleague gets a link of their own by mail and never submits. */
export const delegateSections = async (
  ctx: WriteCtx,
  to: { name: string; address: string; sections: readonly string[]; lang: string },
) => {
  const { grant, request } = await ownLead(ctx)
  assertEditable((await lockRequest(ctx.db, ctx.actor.tenant, request.id)) ?? request)
  const set = await loadSet(ctx, request.questionSetId)
  const known = new Set(set.asked.sections.map(({ key }) => key))
  if (to.sections.some((section) => !known.has(section))) throw assessmentErrors.section_closed()
  if ((await countDelegated(ctx.db, ctx.actor.tenant, request.id)) >= MOST_COLLEAGUES)
    throw assessmentErrors.colleagues_full({ most: MOST_COLLEAGUES })
  const id = ctx.newId()
  await insertGrants(ctx.db, [
    {
      tenantId: ctx.actor.tenant,
      id,
      requestId: request.id,
      contactId: null,
      parentId: grant.id,
      role: 'delegate',
      sections: [...to.sections],
      name: to.name,
      address: to.address,
      lang: to.lang,
      tokenHash: unknownToken(ctx.actor.tenant),
      expiresAt: linkLife(ctx),
      createdAt: ctx.now,
      updatedAt: ctx.now,
    },
  ])
  ctx.record({
    stream: 'access',
    event: 'portal.delegated',
    subject: { type: 'grant', id },
    after: { parent: grant.id, sections: [...to.sections] },
  })
  ctx.emit('portal.delegated', { grantId: id })
  return { id }
}

/** The colleagues who answer parts of this request. */
export const showDelegates = async (ctx: ReadCtx) => {
  const { request } = await ownLead(ctx)
  const links = await delegatesOf(ctx, request.id)
  return { items: links.map(({ id, name, sections, openedAt }) => ({ id, name, sections: sections ?? [], openedAt })) }
}

/** Ends a colleague's link; the answers stay. */
export const endDelegate = async (ctx: WriteCtx, id: string): Promise<void> => {
  const { request } = await ownLead(ctx)
  if (!(await delegatesOf(ctx, request.id)).some((link) => link.id === id)) throw platformErrors.not_found()
  await revokeGrants(ctx.db, ctx.actor.tenant, [id], ctx.now)
  ctx.record({
    stream: 'access',
    event: 'portal.delegate_ended',
    subject: { type: 'grant', id },
    before: { requestId: request.id },
  })
}
