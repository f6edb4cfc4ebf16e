import { and, eq, sql } from 'drizzle-orm'
import type { Instant, PlainDate } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { catalogVersions } from './catalog.tables.ts'

export type CatalogVersion = typeof catalogVersions.$inferSelect
export type NewCatalogVersion = typeof catalogVersions.$inferInsert

export const getVersion = async (
  db: TenantTx,
  tenant: string,
  kind: string,
  key: string,
  no: number,
): Promise<CatalogVersion | undefined> => {
  const [row] = await db
    .select()
    .from(catalogVersions)
    .where(
      and(
        eq(catalogVersions.tenantId, tenant),
        eq(catalogVersions.kind, kind),
        eq(catalogVersions.key, key),
        eq(catalogVersions.no, no),
      ),
    )
  return row
}

export const getDraft = async (
  db: TenantTx,
  tenant: string,
  kind: string,
  key: string,
): Promise<CatalogVersion | undefined> => {
  const [row] = await db
    .select()
    .from(catalogVersions)
    .where(
      and(
        eq(catalogVersions.tenantId, tenant),
        eq(catalogVersions.kind, kind),
        eq(catalogVersions.key, key),
        eq(catalogVersions.status, 'draft'),
      ),
    )
  return row
}

export const lastNo = async (db: TenantTx, tenant: string, kind: string, key: string): Promise<number> => {
  const [row] = await db
    .select({ no: sql<number>`coalesce(max(${catalogVersions.no}), 0)::int` })
    .from(catalogVersions)
    .where(and(eq(catalogVersions.tenantId, tenant), eq(catalogVersions.kind, kind), eq(catalogVersions.key, key)))
  return row?.no ?? 0
}

export const insertVersion = async (db: TenantTx, row: NewCatalogVersion): Promise<void> => {
  await db.insert(catalogVersions).values(row)
}

type Draft = Pick<CatalogVersion, 'content' | 'contentHash' | 'source' | 'basedOn'>

/** Rewrites a draft that still has the version its author saw. */
export const rewriteDraft = async (
  db: TenantTx,
  before: CatalogVersion,
  draft: Draft,
  now: Instant,
): Promise<boolean> => {
  const done = await db
    .update(catalogVersions)
    .set({ ...draft, version: before.version + 1, updatedAt: now })
    .where(
      and(
        eq(catalogVersions.tenantId, before.tenantId),
        eq(catalogVersions.id, before.id),
        eq(catalogVersions.status, 'draft'),
        eq(catalogVersions.version, before.version),
      ),
    )
  return done.rowCount === 1
}

/** Publishes a draft from the version its reader saw; from then on its content cannot change. */
export const publishDraft = async (
  db: TenantTx,
  before: CatalogVersion,
  published: { version: number; effectiveFrom: PlainDate; by: string | null; content: Record<string, unknown> },
  contentHash: string,
  now: Instant,
): Promise<boolean> => {
  const done = await db
    .update(catalogVersions)
    .set({
      status: 'published',
      effectiveFrom: published.effectiveFrom,
      content: published.content,
      contentHash,
      publishedBy: published.by,
      version: published.version + 1,
      updatedAt: now,
    })
    .where(
      and(
        eq(catalogVersions.tenantId, before.tenantId),
        eq(catalogVersions.id, before.id),
        eq(catalogVersions.status, 'draft'),
        eq(catalogVersions.version, published.version),
      ),
    )
  return done.rowCount === 1
}
