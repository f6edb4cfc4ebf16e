import type { z } from 'zod'
import { authorize, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { assertActive, changeAssignees } from './assignment.service.ts'
import type { BulkBody } from './bulk.contract.ts'
import { bulkErrors } from './bulk.errors.ts'
import { partnerRights } from './partner.policy.ts'
import { unitIdsOf } from './partner.queries.ts'
import { assertUnits, assertUnitsInReach, keysOf, looksAfter, noteOnTimeline } from './partner.service.ts'
import { type Partner, partnersIn, replaceUnits, updatePartner } from './partner.store.ts'
import { idsWhere } from './partner-facets.queries.ts'
import { readerOf } from './partner-list.service.ts'

type Body = z.output<typeof BulkBody>

const MOST = 500
const MOST_TAGS = 30

const chosen = async (ctx: WriteCtx, body: Body): Promise<Partner[]> => {
  const scope = authorize(ctx, partnerRights.update)
  const wanted = body.ids ?? (await idsWhere(ctx.db, readerOf(ctx, partnerRights.update), body.filter ?? {}, MOST + 1))
  if (wanted.length > MOST) throw bulkErrors.too_many()
  const ids = new Set(wanted)
  const found = ids.size === 0 ? [] : await partnersIn(ctx.db, ctx.actor.tenant, scope, [...ids])
  if (found.length !== ids.size) throw platformErrors.not_found()
  return found
}

const changed = (before: readonly string[], add: readonly string[], remove: readonly string[]): string[] | null => {
  const after = [...new Set([...before.filter((each) => !remove.includes(each)), ...add])]
  return after.length === before.length && after.every((each) => before.includes(each)) ? null : after
}

type Facts = Pick<Partner, 'tags' | 'kind'>

/** The facts that change, and nothing else. */
const factsAfter = (partner: Partner, body: Body): Partial<Facts> => {
  const tags = changed(partner.tags, body.addTags, body.removeTags)
  if (tags !== null && tags.length > MOST_TAGS) throw bulkErrors.too_many_tags({ name: partner.name, most: MOST_TAGS })
  const kind = body.kind === partner.kind ? undefined : body.kind
  return { ...(tags === null ? {} : { tags }), ...(kind === undefined ? {} : { kind }) }
}

const changeUnits = async (ctx: WriteCtx, partner: Partner, body: Body) => {
  if (body.addUnitIds.length + body.removeUnitIds.length === 0) return null
  const before = await unitIdsOf(ctx.db, ctx.actor.tenant, partner.id)
  const after = changed(before, body.addUnitIds, body.removeUnitIds)
  if (after === null) return null
  const assigned = await looksAfter(ctx, partner.id)
  await assertUnitsInReach(ctx, authorize(ctx, partnerRights.update), { before, after, assigned })
  await replaceUnits(ctx.db, ctx.actor.tenant, partner.id, after)
  return { before, after }
}

const changeOne = async (ctx: WriteCtx, partner: Partner, body: Body): Promise<boolean> => {
  const facts = factsAfter(partner, body)
  const units = await changeUnits(ctx, partner, body)
  const fields = Object.keys(facts) as (keyof Facts)[]
  const isEdit = fields.length > 0 || units !== null
  // Units are part of what an editor saw, so they make a new version too.
  if (isEdit && !(await updatePartner(ctx.db, partner, facts, keysOf(partner).search, ctx.now)))
    throw platformErrors.changed_meanwhile({ version: partner.version + 1 })
  const people =
    body.addMemberIds.length + body.removeMemberIds.length > 0 &&
    (await changeAssignees(ctx, partner.id, body.addMemberIds, body.removeMemberIds))
  if (!isEdit) return people
  ctx.record({
    stream: 'partner',
    event: 'partner.updated',
    subject: { type: 'partner', id: partner.id },
    before: {
      ...Object.fromEntries(fields.map((key) => [key, partner[key]])),
      ...(units === null ? {} : { unitIds: units.before }),
    },
    after: { ...facts, ...(units === null ? {} : { unitIds: units.after }) },
  })
  ctx.emit('partner.updated', { partnerId: partner.id })
  const params = { fields: fields.length + (units === null ? 0 : 1) }
  await noteOnTimeline(ctx, { partnerId: partner.id, kind: 'partner', event: 'partner.updated', params })
  return true
}

/** Changes many partners at once, all or none; each keeps its own line in ledger and history. */
export const editMany = async (ctx: WriteCtx, body: Body) => {
  const partners = await chosen(ctx, body)
  await assertUnits(ctx, [...body.addUnitIds, ...body.removeUnitIds])
  if (body.addMemberIds.length + body.removeMemberIds.length > 0) authorize(ctx, partnerRights.assign)
  await assertActive(ctx, body.addMemberIds)
  let count = 0
  for (const partner of partners) if (await changeOne(ctx, partner, body)) count += 1
  return { changed: count, unchanged: partners.length - count }
}
