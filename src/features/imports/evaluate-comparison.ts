import type { MappedColumn } from '../../domain/intake/ledger-row.ts'
import { comparePayees, type Payee, type RegisteredPartner } from '../../domain/intake/payees.ts'
import type { CorporateNumber } from '../../domain/text/corporate-number.ts'
import { matchingKey } from '../../domain/text/matching-key.ts'
import type { ReadCtx } from '../../platform/context.ts'
import { partnersToCompare } from '../partners/partner-bulk.queries.ts'
import {
  countRows,
  type Decisions,
  draftRows,
  type EvaluatedRow,
  type Evaluation,
  inTurns,
  isHeld,
  isTroubled,
  type PlannedFinding,
} from './evaluation.ts'
import { NATIONAL_COLUMNS, readNational } from './national-register.ts'
import type { StoredRow } from './stored-sheet.ts'

type Listed = Awaited<ReturnType<typeof partnersToCompare>>[number]

const toRegistered = ({
  id,
  code,
  corporateNumber,
  name,
  reading,
  nameEn,
  formerNames,
}: Listed): RegisteredPartner => ({
  id,
  code,
  corporateNumber: corporateNumber as CorporateNumber | null,
  names: [name, reading, nameEn, ...formerNames].filter((text) => text !== ''),
})

const candidate = ({ id, name, code, corporateNumber }: Listed) => ({
  ref: id,
  name,
  code,
  corporateNumber,
  address: '',
})

/** Compares a list of payees with the register: rows of registered partners stay unchanged, the others become findings. */
export const evaluatePayees = async (
  ctx: ReadCtx,
  source: readonly StoredRow[],
  mapping: readonly MappedColumn[],
  decisions: Decisions,
): Promise<Evaluation> => {
  const drafts = await draftRows(source, mapping)
  const listed = await partnersToCompare(ctx.db, ctx.actor.tenant)
  const byId = new Map(listed.map((partner) => [partner.id, partner]))
  const payees: Payee[] = drafts.flatMap(({ draft, row, notes }) =>
    isHeld(notes) || (draft.name === null && draft.code === null && draft.corporateNumber === null)
      ? []
      : [
          {
            row: row.number,
            code: draft.code,
            corporateNumber: draft.corporateNumber as CorporateNumber | null,
            name: draft.name ?? '',
          },
        ],
  )
  const seen = comparePayees(payees, listed.map(toRegistered))
  const paid = new Map(seen.paid.map(({ row, id }) => [row, id]))
  const missing = new Set(seen.notRegistered)
  const doubtful = new Map(seen.doubtful.map(({ row, candidates }) => [row, candidates]))
  const findings: PlannedFinding[] = []
  const report = (number: number, shown: Record<string, string>) =>
    void findings.push({ kind: 'paid_not_registered', partnerId: null, row: number, detail: shown })
  const rows = drafts.map(({ row, notes, shown }): EvaluatedRow => {
    const base = { number: row.number, partnerId: null, shown, doubt: null, candidates: [], notes }
    const decision = decisions.get(row.number)
    const asked = doubtful.get(row.number)
    if (decision?.kind === 'leaveOut') {
      notes.push({ weight: 'reject', code: 'leftOut', column: null, field: null, params: {} })
      return { ...base, outcome: 'reject' }
    }
    if (asked !== undefined && decision?.kind === 'partner' && byId.has(decision.ref))
      return { ...base, outcome: 'unchanged', partnerId: decision.ref }
    if (missing.has(row.number) || (asked !== undefined && decision?.kind === 'new')) {
      report(row.number, shown)
      return {
        ...base,
        outcome: 'create',
        notes: [...notes, { weight: 'remark', code: 'notRegistered', column: null, field: null, params: {} }],
      }
    }
    if (asked !== undefined) {
      const candidates = asked.flatMap((id) => {
        const found = byId.get(id)
        return found === undefined ? [] : [candidate(found)]
      })
      return { ...base, outcome: 'ask', doubt: 'severalPartners', candidates: candidates.slice(0, 10) }
    }
    const id = paid.get(row.number)
    if (id !== undefined) return { ...base, outcome: 'unchanged', partnerId: id }
    if (!isHeld(notes)) notes.push({ weight: 'reject', code: 'keyMissing', column: null, field: null, params: {} })
    return { ...base, outcome: 'reject' }
  })
  for (const id of seen.notPaid) {
    const { name = '', code = null } = byId.get(id) ?? {}
    findings.push({
      kind: 'registered_not_paid',
      partnerId: id,
      row: null,
      detail: { name, ...(code === null ? {} : { code }) },
    })
  }
  return {
    rows,
    counts: countRows(rows),
    troubledRows: rows.filter(isTroubled).length,
    partners: [],
    results: [],
    works: [],
    findings,
  }
}

const LATEST = 23

/** Looks our partners up in a file of the national register; companies that are not ours are counted and not kept. */
export const evaluateNational = async (ctx: ReadCtx, source: readonly StoredRow[]): Promise<Evaluation> => {
  const ours = new Map<string, Listed[]>()
  for (const partner of await partnersToCompare(ctx.db, ctx.actor.tenant)) {
    if (partner.corporateNumber === null) continue
    ours.set(partner.corporateNumber, [...(ours.get(partner.corporateNumber) ?? []), partner])
  }
  const rows: EvaluatedRow[] = []
  const findings: PlannedFinding[] = []
  await inTurns(source, ({ number, cells }) => {
    if (cells[LATEST] === '0') return
    for (const partner of ours.get(cells[NATIONAL_COLUMNS.number] ?? '') ?? []) {
      const nameKeys = [partner.name, ...partner.formerNames].map(matchingKey)
      const seen = readNational(cells, { name: partner.name, nameKeys })
      if (seen === null) continue
      findings.push({ ...seen, partnerId: partner.id, row: number })
      if (rows.at(-1)?.number === number) continue
      const shown = { name: partner.name, corporateNumber: partner.corporateNumber ?? '' }
      rows.push({ number, outcome: 'create', partnerId: partner.id, shown, doubt: null, candidates: [], notes: [] })
    }
  })
  return {
    rows,
    counts: countRows(rows, source.length - rows.length),
    troubledRows: rows.filter(isTroubled).length,
    partners: [],
    results: [],
    works: [],
    findings,
  }
}
