import { and, asc, desc, eq, gt, lt, or, sql } from 'drizzle-orm'
import type { Instant, PlainDate } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { engagements, triageAnswers } from '../engagements/engagement.tables.ts'
import { members } from '../organizations/organization.tables.ts'
import {
  type ImportKind,
  importChanges,
  importedNotes,
  importFindings,
  importMappings,
  importRows,
  importSheets,
  imports,
  type Precision,
  priorResults,
} from './import.tables.ts'

export type Import = typeof imports.$inferSelect
export type ImportRow = typeof importRows.$inferSelect
export type ImportChange = typeof importChanges.$inferSelect

/** Earlier scores of these partners, by partner and day. */
export const priorResultsOf = async (
  db: TenantTx,
  tenant: string,
  ids: readonly string[],
): Promise<Map<string, { scoreBp: number; precision: Precision }>> => {
  const { partnerId, assessedOn, scoreBp, precision } = priorResults
  const rows = await db
    .select({ partnerId, on: assessedOn, scoreBp, precision })
    .from(priorResults)
    .where(and(eq(priorResults.tenantId, tenant), sql`${priorResults.partnerId} = ANY(${sql.param([...ids])}::uuid[])`))
  return new Map(rows.map(({ partnerId, on, ...result }) => [`${partnerId} ${on}`, result]))
}

/** What is remembered of the notes that imports have brought, by partner. */
export const importedNotesOf = async (
  db: TenantTx,
  tenant: string,
  ids: readonly string[],
): Promise<Map<string, Set<string>>> => {
  const rows = await db
    .select({ partnerId: importedNotes.partnerId, noteHash: importedNotes.noteHash })
    .from(importedNotes)
    .where(
      and(eq(importedNotes.tenantId, tenant), sql`${importedNotes.partnerId} = ANY(${sql.param([...ids])}::uuid[])`),
    )
  const known = new Map<string, Set<string>>()
  for (const { partnerId, noteHash } of rows) known.set(partnerId, (known.get(partnerId) ?? new Set()).add(noteHash))
  return known
}

/** The results of one partner from before Kizuna, oldest first, for the start of its trend. */
export const priorTrend = (
  db: TenantTx,
  tenant: string,
  partnerId: string,
): Promise<{ on: PlainDate; precision: 'day' | 'month' | 'year'; scoreBp: number }[]> =>
  db
    .select({ on: priorResults.assessedOn, precision: priorResults.precision, scoreBp: priorResults.scoreBp })
    .from(priorResults)
    .where(and(eq(priorResults.tenantId, tenant), eq(priorResults.partnerId, partnerId)))
    .orderBy(asc(priorResults.assessedOn))

export const getImport = async (db: TenantTx, tenant: string, id: string): Promise<Import | undefined> => {
  const [row] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.tenantId, tenant), eq(imports.id, id)))
  return row
}

/** Takes the import for this transaction alone, so that two people cannot commit or undo it at once. */
export const lockImport = async (db: TenantTx, tenant: string, id: string): Promise<Import | undefined> => {
  const [row] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.tenantId, tenant), eq(imports.id, id)))
    .for('update')
  return row
}

export const nameOfMember = async (db: TenantTx, tenant: string, id: string): Promise<string | null> => {
  const [row] = await db
    .select({ name: members.name })
    .from(members)
    .where(and(eq(members.tenantId, tenant), eq(members.id, id)))
  return row?.name ?? null
}

export const sheetsOf = (db: TenantTx, tenant: string, importId: string) =>
  db
    .select({
      position: importSheets.position,
      name: importSheets.name,
      hidden: importSheets.hidden,
      rows: importSheets.rowCount,
    })
    .from(importSheets)
    .where(and(eq(importSheets.tenantId, tenant), eq(importSheets.importId, importId)))
    .orderBy(asc(importSheets.position))

export const sheetContent = async (
  db: TenantTx,
  tenant: string,
  importId: string,
  position: number,
): Promise<Buffer | undefined> => {
  const [row] = await db
    .select({ content: importSheets.content })
    .from(importSheets)
    .where(
      and(eq(importSheets.tenantId, tenant), eq(importSheets.importId, importId), eq(importSheets.position, position)),
    )
  return row?.content
}

export type RowFilter = { outcome?: ImportRow['outcome'] | undefined; troubled?: boolean | undefined }

/** Rows of an import in the order of the file, after a row number. */
export const listRows = (
  db: TenantTx,
  tenant: string,
  importId: string,
  filter: RowFilter,
  page: { after: number; limit: number },
): Promise<ImportRow[]> =>
  db
    .select()
    .from(importRows)
    .where(
      and(
        eq(importRows.tenantId, tenant),
        eq(importRows.importId, importId),
        filter.outcome === undefined ? undefined : eq(importRows.outcome, filter.outcome),
        filter.troubled === undefined ? undefined : eq(importRows.troubled, filter.troubled),
        gt(importRows.number, page.after),
      ),
    )
    .orderBy(asc(importRows.number))
    .limit(page.limit)

/** What the preview kept of each row, to see what the register has changed about it since. */
export const placedRows = (db: TenantTx, tenant: string, importId: string) =>
  db
    .select({
      number: importRows.number,
      outcome: importRows.outcome,
      doubt: importRows.doubt,
      partnerId: importRows.partnerId,
      madeId: importRows.madeId,
    })
    .from(importRows)
    .where(and(eq(importRows.tenantId, tenant), eq(importRows.importId, importId)))

/** The partners that a committed import has made. */
export const madePartnerIds = async (db: TenantTx, tenant: string, importId: string): Promise<string[]> => {
  const rows = await db
    .select({ madeId: importRows.madeId })
    .from(importRows)
    .where(and(eq(importRows.tenantId, tenant), eq(importRows.importId, importId), eq(importRows.outcome, 'create')))
  return rows.flatMap(({ madeId }) => (madeId === null ? [] : [madeId]))
}

/** Which of these partners have been given work, beyond what the import brought, or answers to the three questions since; undoing must not take those away. */
export const partnersAtWork = async (
  db: TenantTx,
  tenant: string,
  ids: readonly string[],
  brought: readonly string[],
): Promise<Set<string>> => {
  const wanted = sql.param([...ids])
  const own = sql`(version = 1 AND id = ANY(${sql.param([...brought])}::uuid[]))`
  const found = await db.execute<{ id: string }>(sql`
    SELECT partner_id AS id FROM ${engagements} WHERE tenant_id = ${tenant} AND partner_id = ANY(${wanted}::uuid[]) AND NOT ${own}
    UNION SELECT partner_id FROM ${triageAnswers} WHERE tenant_id = ${tenant} AND partner_id = ANY(${wanted}::uuid[])`)
  return new Set(found.rows.map(({ id }) => id))
}

export const decidedRows = (db: TenantTx, tenant: string, importId: string) =>
  db
    .select({ number: importRows.number, decision: importRows.decision })
    .from(importRows)
    .where(
      and(eq(importRows.tenantId, tenant), eq(importRows.importId, importId), sql`${importRows.decision} IS NOT NULL`),
    )

export const listImports = async (
  db: TenantTx,
  tenant: string,
  page: { at: Instant; id: string } | null,
  limit: number,
) =>
  db
    .select({ row: imports, by: members.name })
    .from(imports)
    .leftJoin(members, and(eq(members.tenantId, imports.tenantId), eq(members.id, imports.createdBy)))
    .where(
      and(
        eq(imports.tenantId, tenant),
        page === null
          ? undefined
          : or(lt(imports.createdAt, page.at), and(eq(imports.createdAt, page.at), gt(imports.id, page.id))),
      ),
    )
    .orderBy(desc(imports.createdAt), asc(imports.id))
    .limit(limit)

export const rememberedMapping = async (db: TenantTx, tenant: string, kind: ImportKind, fingerprint: string) => {
  const [row] = await db
    .select({ mapping: importMappings.mapping })
    .from(importMappings)
    .where(
      and(
        eq(importMappings.tenantId, tenant),
        eq(importMappings.kind, kind),
        eq(importMappings.fingerprint, fingerprint),
      ),
    )
  return row?.mapping
}

export const changesOf = (db: TenantTx, tenant: string, importId: string): Promise<ImportChange[]> =>
  db
    .select()
    .from(importChanges)
    .where(and(eq(importChanges.tenantId, tenant), eq(importChanges.importId, importId)))
    .orderBy(asc(importChanges.partnerId))

export const listFindings = (
  db: TenantTx,
  tenant: string,
  importId: string,
  page: { after: string | null; limit: number },
) =>
  db
    .select()
    .from(importFindings)
    .where(
      and(
        eq(importFindings.tenantId, tenant),
        eq(importFindings.importId, importId),
        page.after === null ? undefined : gt(importFindings.id, page.after),
      ),
    )
    .orderBy(asc(importFindings.id))
    .limit(page.limit)

export const getFinding = async (db: TenantTx, tenant: string, importId: string, id: string) => {
  const [row] = await db
    .select()
    .from(importFindings)
    .where(and(eq(importFindings.tenantId, tenant), eq(importFindings.importId, importId), eq(importFindings.id, id)))
  return row
}
