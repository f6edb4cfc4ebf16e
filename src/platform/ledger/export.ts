import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type pg from 'pg'
import { z } from 'zod'
import type { Checkpoint } from './checkpoint.ts'
import { bindTenant, inSnapshot, readEntries, readLedger } from './read.ts'
import { createLedgerCheck, type LedgerReport } from './read-verified.ts'

const FIRST = z.object({ kizunaLedger: z.literal(1), details: z.boolean() })
const TENANT = z.object({
  tenant: z.uuid(),
  heads: z.array(
    z.object({ tenant: z.uuid(), stream: z.string(), segment: z.string(), seq: z.number().int(), hash: z.string() }),
  ),
  segments: z.array(
    z.object({
      tenant: z.uuid(),
      stream: z.string(),
      segment: z.string(),
      lastSeq: z.number().int(),
      lastHash: z.string(),
      closedAt: z.string(),
    }),
  ),
  first: z.record(z.string(), z.number().int()),
})
const text = z.string()
const ENTRY = z.object({
  tenantId: text,
  id: text,
  stream: text,
  seq: z.number().int(),
  segment: text,
  at: z.custom<Parameters<ReturnType<ReturnType<typeof createLedgerCheck>['open']>['take']>[0]['at']>(
    (value) => typeof value === 'string',
  ),
  actor: text,
  event: text,
  subjectType: text,
  subjectId: text,
  body: text,
  detailHash: text,
  prevHash: text,
  hash: text,
  salt: text.nullable(),
  detail: text.nullable(),
  erased: z.boolean(),
})
const LAST = z.object({ end: z.literal(true), entries: z.number().int() })

/** Writes the whole ledger as NDJSON lines; without details only their hashes leave the house, which still prove the chain. */
export const exportLedger = (
  client: pg.Client,
  tenants: readonly string[],
  details: boolean,
  write: (lines: string) => Promise<void>,
): Promise<number> =>
  inSnapshot(client, async () => {
    let entries = 0
    await write(`${JSON.stringify({ kizunaLedger: 1, details })}\n`)
    for (const tenant of tenants) {
      await bindTenant(client, tenant)
      const { first, ...ledger } = await readLedger(client, tenant)
      await write(`${JSON.stringify({ ...ledger, first: Object.fromEntries(first) })}\n`)
      for await (const rows of readEntries(client, tenant)) {
        entries += rows.length
        const shown = details ? rows : rows.map((row) => ({ ...row, salt: null, detail: null }))
        await write(`${shown.map((row) => JSON.stringify(row)).join('\n')}\n`)
      }
    }
    await write(`${JSON.stringify({ end: true, entries })}\n`)
    return entries
  })

/** What is wrong with a file as a file, before any link in it is looked at. */
export class LedgerFileError extends Error {
  override readonly name = 'LedgerFileError'
  readonly line: number
  constructor(line: number) {
    super(`not a whole ledger export (line ${line})`)
    this.line = line
  }
}

/** Verifies an exported ledger without any database; throws LedgerFileError when the file is not one or ends early. */
export const verifyExport = async (path: string, checkpoint?: Checkpoint): Promise<LedgerReport> => {
  const check = createLedgerCheck(checkpoint)
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })
  let current: ReturnType<typeof check.open> | undefined
  let details: boolean | undefined
  let count = 0
  let entries = 0
  let ended = false
  for await (const line of lines) {
    count += 1
    const value = parsed(line, count)
    if (ended) throw new LedgerFileError(count)
    if (details === undefined) {
      details = shaped(FIRST, value, count).details
    } else if (isRecord(value) && 'end' in value) {
      if (shaped(LAST, value, count).entries !== entries) throw new LedgerFileError(count)
      ended = true
    } else if (isRecord(value) && 'heads' in value) {
      current?.finish()
      const { first, ...ledger } = shaped(TENANT, value, count)
      current = check.open({ ...ledger, first: new Map(Object.entries(first)) })
    } else {
      if (current === undefined) throw new LedgerFileError(count)
      entries += 1
      const row = shaped(ENTRY, value, count)
      // The hash of a detail that stayed at home cannot be recomputed; the link over that hash is.
      current.take(details ? row : { ...row, erased: true, detail: null })
    }
  }
  if (!ended) throw new LedgerFileError(count)
  current?.finish()
  return check.report()
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const parsed = (line: string, at: number): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    throw new LedgerFileError(at)
  }
}

const shaped = <T>(shape: z.ZodType<T>, value: unknown, at: number): T => {
  const result = shape.safeParse(value)
  if (!result.success) throw new LedgerFileError(at)
  return result.data
}
