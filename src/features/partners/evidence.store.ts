import { and, asc, eq } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { files } from '../files/file.tables.ts'
import { members } from '../organizations/organization.tables.ts'
import { partnerEvidence } from './partner.tables.ts'

export type Evidence = typeof partnerEvidence.$inferSelect
export type NewEvidence = typeof partnerEvidence.$inferInsert

/** A partner's evidence, all or one piece, with who checked it and when its copy was uploaded, soonest expiry first. */
export const evidenceOf = (db: TenantTx, tenant: string, partnerId: string, only?: string) =>
  db
    .select({
      evidence: partnerEvidence,
      checkedByName: members.name,
      fileName: files.name,
      uploadedAt: files.createdAt,
    })
    .from(partnerEvidence)
    .leftJoin(members, and(eq(members.tenantId, partnerEvidence.tenantId), eq(members.id, partnerEvidence.checkedBy)))
    .leftJoin(files, and(eq(files.tenantId, partnerEvidence.tenantId), eq(files.id, partnerEvidence.fileId)))
    .where(
      and(
        eq(partnerEvidence.tenantId, tenant),
        eq(partnerEvidence.partnerId, partnerId),
        only === undefined ? undefined : eq(partnerEvidence.id, only),
      ),
    )
    .orderBy(asc(partnerEvidence.expiresOn), asc(partnerEvidence.id))
    .limit(200)

export const oneEvidence = async (
  db: TenantTx,
  tenant: string,
  partnerId: string,
  id: string,
): Promise<Evidence | undefined> => {
  const [row] = await db
    .select()
    .from(partnerEvidence)
    .where(
      and(eq(partnerEvidence.tenantId, tenant), eq(partnerEvidence.partnerId, partnerId), eq(partnerEvidence.id, id)),
    )
  return row
}

export const insertEvidence = async (db: TenantTx, row: NewEvidence): Promise<void> => {
  await db.insert(partnerEvidence).values(row)
}

/** Changes evidence that still has the version the editor saw; false when someone was faster. */
export const updateEvidence = async (
  db: TenantTx,
  before: Evidence,
  change: Partial<NewEvidence>,
  now: Instant,
): Promise<boolean> => {
  const done = await db
    .update(partnerEvidence)
    .set({ ...change, version: before.version + 1, updatedAt: now })
    .where(
      and(
        eq(partnerEvidence.tenantId, before.tenantId),
        eq(partnerEvidence.id, before.id),
        eq(partnerEvidence.version, before.version),
      ),
    )
  return done.rowCount === 1
}

/** Deletes evidence; false when someone was faster. */
export const deleteEvidence = async (db: TenantTx, tenant: string, id: string): Promise<boolean> => {
  const done = await db
    .delete(partnerEvidence)
    .where(and(eq(partnerEvidence.tenantId, tenant), eq(partnerEvidence.id, id)))
  return done.rowCount === 1
}
