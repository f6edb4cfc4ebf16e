import { adoptShippedCatalogue } from './features/catalog/shipped.service.ts'
import { tenants } from './features/organizations/organization.tables.ts'
import { type Actor, systemActor } from './platform/context.ts'
import { withoutTenant } from './platform/db/directory.ts'
import { type Engine, writing } from './platform/work.ts'

/** The first administrator, as the one who acts. */
export const founderOf = ({ tenant, memberId }: { tenant: string; memberId: string }): Actor => ({
  tenant,
  kind: 'member',
  id: memberId,
  memberId,
  locale: 'ja',
  grants: [
    { role: 'administrator', scopeKind: 'all', unitId: null },
    { role: 'security_lead', scopeKind: 'all', unitId: null },
  ],
  request: null,
  correlation: 'founding',
})

/** Gives an organisation what it needs to work: its own copy of the catalogue. Safe to repeat. */
export const equip = async (engine: Engine, tenant: string): Promise<void> => {
  // Foundings write as the console does: jobs have no right to add to the catalogue.
  const actor = { ...systemActor(tenant, tenant, 'founding'), kind: 'token' as const }
  await writing(engine, actor, (ctx) => adoptShippedCatalogue(ctx))
}

/** Equips every organisation at start: after an upgrade, or when a founding was cut off half-way. */
export const equipAll = async (engine: Engine): Promise<void> => {
  for (const { id } of await withoutTenant(engine.pools).select({ id: tenants.id }).from(tenants))
    await equip(engine, id)
}
