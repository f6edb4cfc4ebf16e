import { and, eq, sql } from 'drizzle-orm'
import type { Decision } from '../../domain/intake/ledger-plan.ts'
import type { Instant, PlainDate } from '../../domain/time.ts'
import { insertMany } from '../../platform/db/bulk.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import {
  importChanges,
  importedNotes,
  importFindings,
  importMappings,
  importRows,
  importSheets,
  imports,
  priorResults,
} from './import.tables.ts'

export type NewImport = typeof imports.$inferInsert

export const insertImport = async (
  db: TenantTx,
  row: NewImport,
  sheets: (typeof importSheets.$inferInsert)[],
): Promise<void> => {
  await db.insert(imports).values(row)
  for (const sheet of sheets) await db.insert(importSheets).values(sheet)
}

/** Puts the rows of a new reading in the place of the former ones. */
export const replaceRows = async (
  db: TenantTx,
  tenant: string,
  importId: string,
  rows: readonly (typeof importRows.$inferInsert)[],
): Promise<void> => {
  await db.delete(importRows).where(and(eq(importRows.tenantId, tenant), eq(importRows.importId, importId)))
  await insertMany(db, importRows, rows)
}

/** Puts newly read rows in the place of the kept rows with the same numbers. */
export const replaceSome = async (
  db: TenantTx,
  tenant: string,
  importId: string,
  rows: readonly (typeof importRows.$inferInsert)[],
): Promise<void> => {
  if (rows.length === 0) return
  const numbers = sql.param(rows.map(({ number }) => number))
  await db
    .delete(importRows)
    .where(
      and(
        eq(importRows.tenantId, tenant),
        eq(importRows.importId, importId),
        sql`${importRows.number} = ANY(${numbers}::int[])`,
      ),
    )
  await insertMany(db, importRows, rows)
}

export const updateImport = async (
  db: TenantTx,
  tenant: string,
  id: string,
  change: Partial<NewImport>,
): Promise<void> => {
  await db
    .update(imports)
    .set({ ...change, version: sql`${imports.version} + 1` })
    .where(and(eq(imports.tenantId, tenant), eq(imports.id, id)))
}

export const setDecision = async (
  db: TenantTx,
  tenant: string,
  importId: string,
  number: number,
  decision: Decision,
): Promise<void> => {
  await db
    .update(importRows)
    .set({ decision })
    .where(and(eq(importRows.tenantId, tenant), eq(importRows.importId, importId), eq(importRows.number, number)))
}

export const keepMapping = async (db: TenantTx, row: typeof importMappings.$inferInsert): Promise<void> => {
  await db
    .insert(importMappings)
    .values(row)
    .onConflictDoUpdate({
      target: [importMappings.tenantId, importMappings.kind, importMappings.fingerprint],
      set: { mapping: row.mapping, updatedAt: row.updatedAt },
    })
}

export const insertChanges = (db: TenantTx, rows: readonly (typeof importChanges.$inferInsert)[]): Promise<void> =>
  insertMany(db, importChanges, rows)

export const insertFindings = (db: TenantTx, rows: readonly (typeof importFindings.$inferInsert)[]): Promise<void> =>
  insertMany(db, importFindings, rows)

export const rememberNotes = (db: TenantTx, rows: readonly (typeof importedNotes.$inferInsert)[]): Promise<void> =>
  insertMany(db, importedNotes, rows)

export const forgetNotes = async (db: TenantTx, tenant: string, importId: string): Promise<void> => {
  await db.delete(importedNotes).where(and(eq(importedNotes.tenantId, tenant), eq(importedNotes.importId, importId)))
}

export const putPriorResults = async (
  db: TenantTx,
  rows: readonly (typeof priorResults.$inferInsert)[],
): Promise<void> => {
  for (let at = 0; at < rows.length; at += 1_000)
    await db
      .insert(priorResults)
      .values(rows.slice(at, at + 1_000))
      .onConflictDoUpdate({
        target: [priorResults.tenantId, priorResults.partnerId, priorResults.assessedOn],
        set: {
          scoreBp: sql`excluded.score_bp`,
          precision: sql`excluded.precision`,
          updatedAt: sql`excluded.updated_at`,
        },
      })
}

export const dropPriorResult = async (
  db: TenantTx,
  tenant: string,
  partnerId: string,
  on: PlainDate,
): Promise<void> => {
  await db
    .delete(priorResults)
    .where(
      and(eq(priorResults.tenantId, tenant), eq(priorResults.partnerId, partnerId), eq(priorResults.assessedOn, on)),
    )
}

export const closeFindings = async (db: TenantTx, tenant: string, importId: string, now: Instant): Promise<void> => {
  await db
    .update(importFindings)
    .set({ state: 'done', updatedAt: now })
    .where(and(eq(importFindings.tenantId, tenant), eq(importFindings.importId, importId)))
}

export const setFindingState = async (
  db: TenantTx,
  tenant: string,
  id: string,
  state: 'open' | 'done',
  now: Instant,
): Promise<boolean> => {
  const done = await db
    .update(importFindings)
    .set({ state, updatedAt: now })
    .where(and(eq(importFindings.tenantId, tenant), eq(importFindings.id, id)))
  return done.rowCount === 1
}

/** Forgets readings that nobody committed: they hold names and addresses and serve no purpose after a month. */
export const dropOldPreviews = async (db: TenantTx, tenant: string, before: Instant): Promise<void> => {
  await db
    .delete(imports)
    .where(and(eq(imports.tenantId, tenant), eq(imports.state, 'preview'), sql`${imports.createdAt} < ${before}`))
}

/** One import of a tenant commits at a time, so that two files cannot make the same partner twice. */
export const lockRegister = async (db: TenantTx, tenant: string): Promise<void> => {
  await db.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended('import ' || ${tenant}, 0))`)
}
