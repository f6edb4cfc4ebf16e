import { and, asc, desc, eq, inArray, lte, sql } from 'drizzle-orm'
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

/** The numbers of all versions, without looking into their large contents. */
export const listNumbers = (db: TenantTx, tenant: string) =>
  db
    .select({
      kind: catalogVersions.kind,
      key: catalogVersions.key,
      no: catalogVersions.no,
      shippedNo: catalogVersions.shippedNo,
    })
    .from(catalogVersions)
    .where(eq(catalogVersions.tenantId, tenant))

export type VersionHead = Awaited<ReturnType<typeof listVersions>>[number]

type Applicable = Pick<VersionHead, 'kind' | 'key' | 'status' | 'effectiveFrom' | 'origin'>

/** The version of each document that applies on a day, of heads sorted newest first: own versions win over shipped ones. */
export const inForce = <T extends Applicable>(versions: readonly T[], today: PlainDate): Map<string, T> => {
  const chosen = new Map<string, T>()
  for (const version of versions) {
    if (version.status !== 'published' || version.effectiveFrom > today) continue
    const name = `${version.kind}/${version.key}`
    const other = chosen.get(name)
    if (other === undefined || (other.origin === 'shipped' && version.origin === 'own')) chosen.set(name, version)
  }
  return chosen
}

// Without the title, which lies inside the large content.
const { title: _title, ...bareHead } = head

/** Heads of the versions of some kinds that are published and apply on a day. */
export const publishedOf = (db: TenantTx, tenant: string, kinds: readonly string[], today: PlainDate) =>
  db
    .select(bareHead)
    .from(catalogVersions)
    .where(
      and(
        eq(catalogVersions.tenantId, tenant),
        inArray(catalogVersions.kind, [...kinds]),
        eq(catalogVersions.status, 'published'),
        lte(catalogVersions.effectiveFrom, today),
      ),
    )
    .orderBy(asc(catalogVersions.kind), asc(catalogVersions.key), desc(catalogVersions.no))

export type PublishedHead = Awaited<ReturnType<typeof publishedOf>>[number]

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
