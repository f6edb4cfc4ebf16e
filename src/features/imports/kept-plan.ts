import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { ReadCtx } from '../../platform/context.ts'
import { ledgerPosition } from '../../platform/ledger/position.ts'
import type { Evaluation } from './evaluation.ts'
import type { MadeIds } from './import-row.ts'

/** What carrying out an import needs of its reading; the rows themselves are already kept. */
export type Plan = Omit<Evaluation, 'rows'> & { made: MadeIds }

type Kept = { tenant: string; importId: string; basis: string; content: Buffer }

const MOST_BYTES = 8 * 1024 * 1024
const pack = promisify(gzip)
const unpack = promisify(gunzip)

// Only the plan previewed last, packed: it is nearly always the one that is committed next, and any other is made anew.
let last: Kept | null = null

/** What a reading rests on: the import as mapped and decided, and the register, whose every change is on the ledger. */
export const basisOf = async (ctx: ReadCtx, version: number): Promise<string> =>
  `${version}: ${await ledgerPosition(ctx.db, ctx.actor.tenant, ['org', 'partner', 'assessment'])}`

/** Keeps what a preview found, so that committing need not read the file again. */
export const keepPlan = async (ctx: ReadCtx, importId: string, basis: string, plan: Plan): Promise<void> => {
  const content = await pack(JSON.stringify({ ...plan, made: [...plan.made] }), { level: 1 })
  last = content.length > MOST_BYTES ? null : { tenant: ctx.actor.tenant, importId, basis, content }
}

/** The plan of a preview, when neither the import nor the register has changed since; it is handed out once. */
export const takePlan = async (ctx: ReadCtx, importId: string, basis: string): Promise<Plan | null> => {
  const kept = last
  if (kept === null || kept.tenant !== ctx.actor.tenant || kept.importId !== importId) return null
  last = null
  if (kept.basis !== basis) return null
  const plan = JSON.parse((await unpack(kept.content)).toString('utf8')) as Omit<Plan, 'made'> & {
    made: [string, string][]
  }
  return { ...plan, made: new Map(plan.made) }
}
