import type { MappedColumn } from '../../domain/intake/ledger-row.ts'
import { matchPartner } from '../../domain/intake/matching.ts'
import { followMerges, survivorFinder } from '../../domain/intake/merged-partners.ts'
import type { CorporateNumber } from '../../domain/text/corporate-number.ts'
import { variantKey } from '../../domain/text/matching-key.ts'
import type { ReadCtx } from '../../platform/context.ts'
import type { WholePartner } from '../partners/partner-bulk.queries.ts'
import { createResultPlan, resultOf } from './earlier-results.ts'
import {
  countRows,
  type Decisions,
  draftRows,
  type EvaluatedRow,
  type Evaluation,
  inTurns,
  isHeld,
  isTroubled,
} from './evaluation.ts'
import { priorResultsOf } from './import.queries.ts'
import { readRegister } from './register.ts'
import type { StoredRow } from './stored-sheet.ts'

const indexOf = (register: readonly WholePartner[]) => {
  const index = new Map<string, WholePartner[]>()
  const put = (key: string, partner: WholePartner) => index.set(key, [...(index.get(key) ?? []), partner])
  for (const whole of register) {
    const { code, corporateNumber, name, formerNames } = whole.partner
    if (code !== null) put(`c ${code}`, whole)
    if (corporateNumber !== null) put(`n ${corporateNumber}`, whole)
    for (const key of new Set([name, ...formerNames].map(variantKey))) put(`v ${key}`, whole)
  }
  return index
}

/** Finds what a list of earlier results would do; it never makes or changes a partner. */
export const evaluateResults = async (
  ctx: ReadCtx,
  source: readonly StoredRow[],
  mapping: readonly MappedColumn[],
  decisions: Decisions,
): Promise<Evaluation> => {
  const drafts = await draftRows(source, mapping)
  const register = await readRegister(ctx, drafts, { notes: false })
  const index = indexOf(register)
  const byId = new Map(register.map((whole) => [whole.partner.id, whole]))
  const earlier = createResultPlan(await priorResultsOf(ctx.db, ctx.actor.tenant, [...byId.keys()]))
  const survivorOf = survivorFinder((id) => byId.get(id)?.partner.mergedInto ?? null)
  const rows: EvaluatedRow[] = []
  await inTurns(drafts, (entry) => {
    const { draft, row, notes, shown } = entry
    const decision = decisions.get(row.number)
    const base = { number: row.number, partnerId: null, shown, doubt: null, candidates: [], notes }
    const reject = (code: string) => {
      notes.push({ weight: 'reject', code, column: null, field: null, params: {} })
      rows.push({ ...base, outcome: 'reject' })
    }
    if (isHeld(notes)) return rows.push({ ...base, outcome: 'reject' })
    if (decision?.kind === 'leaveOut') return reject('leftOut')
    const near = new Set(
      [
        `c ${draft.code}`,
        `n ${draft.corporateNumber}`,
        `v ${draft.name === null ? '' : variantKey(draft.name)}`,
      ].flatMap((key) => index.get(key) ?? []),
    )
    const candidates = [...near].map(({ partner }) => ({
      id: partner.id,
      code: partner.code,
      corporateNumber: partner.corporateNumber as CorporateNumber | null,
      names: [partner.name, ...partner.formerNames],
      // A list of results rarely repeats addresses; without one the name alone decides.
      address: draft.address === null ? null : partner.address === '' ? null : partner.address,
    }))
    const direct =
      decision?.kind === 'partner' && byId.has(decision.ref)
        ? ({ kind: 'update', id: decision.ref, by: 'nameAndAddress' } as const)
        : matchPartner(
            {
              code: draft.code,
              corporateNumber: draft.corporateNumber as CorporateNumber | null,
              name: draft.name ?? '',
              address: draft.address,
            },
            candidates,
          )
    const match = followMerges(direct, survivorOf)
    if (match.kind === 'create') return reject('partnerUnknown')
    if (match.kind === 'ask') {
      const asked = match.candidates.flatMap((id) => {
        const found = byId.get(id)?.partner
        return found === undefined
          ? []
          : [
              {
                ref: id,
                name: found.name,
                code: found.code,
                corporateNumber: found.corporateNumber,
                address: found.address,
              },
            ]
      })
      return rows.push({ ...base, outcome: 'ask', doubt: match.reason, candidates: asked.slice(0, 10) })
    }
    const result = resultOf(entry, match.id, notes, true)
    if (result === null) return rows.push({ ...base, outcome: 'reject' })
    const outcome = earlier.take(result, notes)
    return rows.push({ ...base, outcome, partnerId: match.id })
  })
  return {
    rows,
    counts: countRows(rows),
    troubledRows: rows.filter(isTroubled).length,
    partners: [],
    results: earlier.results(),
    works: [],
    findings: [],
  }
}
