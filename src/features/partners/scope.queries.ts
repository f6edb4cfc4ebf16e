import { type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Scope } from '../../domain/access/access.ts'
import { assignments } from '../organizations/organization.tables.ts'
import { partnerUnits } from './partner.tables.ts'

/** The one condition that holds rows of a partner to the reader's part of the network; undefined means no limit. */
export const scopeWhere = (scope: Scope, tenant: string, partnerId: AnyPgColumn): SQL | undefined => {
  if (scope.kind === 'all') return undefined
  const inUnits = sql`EXISTS (SELECT 1 FROM ${partnerUnits} WHERE ${partnerUnits.tenantId} = ${tenant} AND ${partnerUnits.partnerId} = ${partnerId} AND ${partnerUnits.unitId} = ANY(${sql.param([...scope.units])}::uuid[]))`
  if (scope.assignedTo === null) return inUnits
  const assigned = sql`EXISTS (SELECT 1 FROM ${assignments} WHERE ${assignments.tenantId} = ${tenant} AND ${assignments.partnerId} = ${partnerId} AND ${assignments.memberId} = ${scope.assignedTo})`
  return scope.units.length === 0 ? assigned : sql`(${inUnits} OR ${assigned})`
}
