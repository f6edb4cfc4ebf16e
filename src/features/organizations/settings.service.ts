import { rightsHeld } from '../../domain/access/access.ts'
import { authorize, type ReadCtx, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { lockTenant, lockUnits, updateTenant, updateUnit } from './member.store.ts'
import { organizationErrors } from './organization.errors.ts'
import { organizationRights } from './organization.policy.ts'
import { readOrganization } from './organization.queries.ts'
import type { NewUnit } from './organization.service.ts'

export type OrganizationSettings = { name: string; mfaRequired: boolean; tz: string; fiscalMonth: number }

/** Shows the organisation's own settings. */
export const showSettings = async (ctx: ReadCtx) => {
  authorize(ctx, organizationRights.read)
  const row = await readOrganization(ctx.db, ctx.actor.tenant)
  if (row === undefined) throw platformErrors.not_found()
  const { id: _id, ...settings } = row
  return { ...settings, can: rightsHeld(organizationRights, ctx.actor.grants) }
}

/** Changes name, time zone, first month of the business year, and whether everyone needs a second factor. */
export const changeSettings = async (ctx: WriteCtx, version: number, next: OrganizationSettings) => {
  authorize(ctx, organizationRights.configure)
  const row = await lockTenant(ctx.db, ctx.actor.tenant)
  if (row === undefined) throw platformErrors.not_found()
  if (row.version !== version) throw platformErrors.changed_meanwhile({ version: row.version })
  const { mfaRequired, ...columns } = next
  await updateTenant(ctx.db, ctx.actor.tenant, {
    ...columns,
    settings: { ...row.settings, mfaRequired },
    version: version + 1,
    updatedAt: ctx.now,
  })
  ctx.record({
    stream: 'org',
    event: 'organization.settings_changed',
    subject: { type: 'tenant', id: ctx.actor.tenant },
    before: {
      name: row.name,
      tz: row.tz,
      fiscalMonth: row.fiscalMonth,
      mfaRequired: row.settings.mfaRequired ?? true,
    },
    after: next,
  })
  return showSettings(ctx)
}

const liesBelow = (units: readonly { id: string; parentId: string | null }[], id: string, top: string): boolean => {
  const parents = new Map(units.map((unit) => [unit.id, unit.parentId]))
  for (let at: string | null = id; at !== null; at = parents.get(at) ?? null) if (at === top) return true
  return false
}

/** Renames or moves a unit; names stay unique and a unit never stands below itself. */
export const changeUnit = async (ctx: WriteCtx, id: string, version: number, next: NewUnit) => {
  authorize(ctx, organizationRights.manage)
  const all = await lockUnits(ctx.db, ctx.actor.tenant)
  const before = all.find((unit) => unit.id === id)
  if (before === undefined) throw platformErrors.not_found()
  if (before.version !== version) throw platformErrors.changed_meanwhile({ version: before.version })
  if (all.some((unit) => unit.name === next.name && unit.id !== id)) throw organizationErrors.unit_name_taken()
  if (next.parentId !== null) {
    if (!all.some((unit) => unit.id === next.parentId)) throw platformErrors.not_found()
    if (liesBelow(all, next.parentId, id)) throw organizationErrors.unit_circular()
  }
  await updateUnit(ctx.db, ctx.actor.tenant, id, version, next, ctx.now)
  const { name, nameEn, kind, parentId, tz } = before
  ctx.record({
    stream: 'org',
    event: 'unit.changed',
    subject: { type: 'unit', id },
    before: { name, nameEn, kind, parentId, tz },
    after: next,
  })
  return { ...next, id, version: version + 1 }
}
