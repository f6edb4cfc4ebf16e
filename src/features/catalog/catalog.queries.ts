import { and, asc, desc, eq, lte, sql } from 'drizzle-orm'
import type { PlainDate } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { catalogVersions } from './catalog.tables.ts'

const title = sql<{ ja: string; en: string }>`${catalogVersions.content}->'title'`

const head = {
  id: catalogVersions.id,
  version: catalogVersions.version,
  kind: catalogVersions.kind,
  key: catalogVersions.key,
  no: catalogVersions.no,
  status: catalogVersions.status,
  effectiveFrom: catalogVersions.effectiveFrom,
  contentHash: catalogVersions.contentHash,
  origin: catalogVersions.origin,
  shippedNo: catalogVersions.shippedNo,
  basedOn: catalogVersions.basedOn,
  source: catalogVersions.source,
  title,
}

/** Heads of all versions, or of one document's, newest first inside a document. */
export const listVersions = (db: TenantTx, tenant: string, document?: { kind: string; key: string }) =>
  db
    .select(head)
    .from(catalogVersions)
    .where(
      and(
        eq(catalogVersions.tenantId, tenant),
        document === undefined ? undefined : eq(catalogVersions.kind, document.kind),
        document === undefined ? undefined : eq(catalogVersions.key, document.key),
      ),
    )
    .orderBy(asc(catalogVersions.kind), asc(catalogVersions.key), desc(catalogVersions.no))

export type VersionHead = Awaited<ReturnType<typeof listVersions>>[number]

/** The version of each document that applies on a day, of heads sorted newest first: own versions win over shipped ones. */
export const inForce = (versions: readonly VersionHead[], today: PlainDate): Map<string, VersionHead> => {
  const chosen = new Map<string, VersionHead>()
  for (const version of versions) {
    if (version.status !== 'published' || version.effectiveFrom > today) continue
    const name = `${version.kind}/${version.key}`
    const other = chosen.get(name)
    if (other === undefined || (other.origin === 'shipped' && version.origin === 'own')) chosen.set(name, version)
  }
  return chosen
}

/** Heads of the versions of one kind that are published and apply on a day. */
export const publishedOf = (db: TenantTx, tenant: string, kind: string, today: PlainDate) =>
  db
    .select(head)
    .from(catalogVersions)
    .where(
      and(
        eq(catalogVersions.tenantId, tenant),
        eq(catalogVersions.kind, kind),
        eq(catalogVersions.status, 'published'),
        lte(catalogVersions.effectiveFrom, today),
      ),
    )
    .orderBy(asc(catalogVersions.key), desc(catalogVersions.no))

export const readContent = async (
  db: TenantTx,
  tenant: string,
  id: string,
): Promise<Record<string, unknown> | undefined> => {
  const [row] = await db
    .select({ content: catalogVersions.content })
    .from(catalogVersions)
    .where(and(eq(catalogVersions.tenantId, tenant), eq(catalogVersions.id, id)))
  return row?.content
}

export const readVersionHead = async (db: TenantTx, tenant: string, id: string) => {
  const [row] = await db
    .select({ kind: catalogVersions.kind, key: catalogVersions.key, no: catalogVersions.no })
    .from(catalogVersions)
    .where(and(eq(catalogVersions.tenantId, tenant), eq(catalogVersions.id, id)))
  return row
}
