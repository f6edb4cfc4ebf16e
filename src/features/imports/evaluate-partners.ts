import { createLedgerPlan, type PlacedRow, type PlanRow } from '../../domain/intake/ledger-plan.ts'
import type { MappedColumn } from '../../domain/intake/ledger-row.ts'
import type { WorkNote } from '../../domain/intake/ledger-work.ts'
import type { PlannedFacts } from '../../domain/intake/planned-facts.ts'
import { normaliseCase } from '../../domain/text/normalise.ts'
import type { ReadCtx } from '../../platform/context.ts'
import { unitNames } from '../partners/partner-bulk.queries.ts'
import { createResultPlan, resultOf } from './earlier-results.ts'
import {
  countRows,
  type Decisions,
  type DraftRow,
  draftRows,
  type EvaluatedRow,
  type Evaluation,
  inTurns,
  isHeld,
  isTroubled,
} from './evaluation.ts'
import { priorResultsOf } from './import.queries.ts'
import type { CandidateNote } from './import.tables.ts'
import { notesBrought } from './imported-notes.ts'
import { factsOf, readRegister } from './register.ts'
import { readWork, workOf, workRemark } from './stated-work.ts'
import type { StoredRow } from './stored-sheet.ts'

const unitFinder = async (ctx: ReadCtx) => {
  const byName = new Map<string, string>()
  for (const { id, name, nameEn } of await unitNames(ctx.db, ctx.actor.tenant))
    for (const text of [name, nameEn]) if (text !== '') byName.set(normaliseCase(text).replace(/\s/g, ''), id)
  return (name: string) => byName.get(normaliseCase(name).replace(/\s/g, ''))
}

const planRow = (
  { draft, row, notes }: DraftRow,
  unitOf: (name: string) => string | undefined,
  decisions: Decisions,
): PlanRow => {
  const { unitNames: named, contacts, note, scoreBp: _score, assessed: _assessed, ...stated } = draft
  const { purpose: _purpose, yearlyFee: _fee, contractStart: _start, contractEnd: _end, ...facts } = stated
  const unitIds: string[] = []
  for (const name of named ?? []) {
    const id = unitOf(name)
    if (id !== undefined) unitIds.push(id)
    else notes.push({ weight: 'drop', code: 'unknownUnit', column: null, field: 'unit', params: { text: name } })
  }
  return {
    number: row.number,
    facts: { ...facts, unitIds },
    contacts: contacts ?? [],
    note,
    held: isHeld(notes),
    decision: decisions.get(row.number) ?? null,
  }
}

const candidateNote = (ref: string, facts: PlannedFacts): CandidateNote => ({
  ref,
  name: facts.name,
  code: facts.code,
  corporateNumber: facts.corporateNumber,
  address: facts.address,
})

const MOST_CANDIDATES = 10

/** Finds what a ledger of partners would do: whom each row means, and what it would make or change. */
export const evaluatePartners = async (
  ctx: ReadCtx,
  source: readonly StoredRow[],
  mapping: readonly MappedColumn[],
  decisions: Decisions,
): Promise<Evaluation> => {
  const drafts = await draftRows(source, mapping)
  const hasNotes = drafts.some(({ draft }) => draft.note !== null)
  const register = await readRegister(ctx, drafts, { notes: hasNotes })
  const unitOf = await unitFinder(ctx)
  const ids = register.map(({ partner }) => partner.id)
  const plan = createLedgerPlan(register.map(factsOf), await notesBrought(ctx, hasNotes ? ids : []))
  const known = await priorResultsOf(ctx.db, ctx.actor.tenant, ids)
  const work = await readWork(ctx, drafts, ids)
  const earlier = createResultPlan(known)
  const rows: EvaluatedRow[] = []
  const planned = drafts.map((draft) => planRow(draft, unitOf, decisions))
  const placedOnce: PlacedRow[] = []
  await inTurns(planned, (row) => placedOnce.push(plan.place(row)))
  for (const [at, placed] of plan.settle(planned, placedOnce).entries()) {
    const draft = drafts[at]
    if (draft === undefined) continue
    const notes = [
      ...draft.notes,
      ...placed.notes.map((note) => ({ ...note, column: null, params: { ...note.params } })),
    ]
    const result = placed.ref === null ? null : resultOf(draft, placed.ref, notes, false)
    const stated = placed.ref === null ? null : workOf(draft, planned[at]?.facts.unitIds ?? [])
    const workNotes: WorkNote[] = []
    const worked = placed.ref !== null && stated !== null && work.take(placed.ref, stated, placed.number, workNotes)
    notes.push(...workNotes.map((note) => ({ ...note, column: null, params: { ...note.params } })))
    if (stated !== null && (worked === 'create' || worked === 'update')) notes.push(workRemark(worked, stated.purpose))
    const scored = result !== null && earlier.take(result, notes) !== 'unchanged'
    const news = scored || worked === 'create' || worked === 'update'
    rows.push({
      number: placed.number,
      outcome: placed.outcome === 'unchanged' && news ? 'update' : placed.outcome,
      partnerId: placed.ref,
      shown: draft.shown,
      doubt: placed.doubt,
      candidates: placed.candidates.slice(0, MOST_CANDIDATES).flatMap((ref) => {
        const facts = plan.factsOf(ref)
        return facts === null ? [] : [candidateNote(ref, facts)]
      }),
      notes,
    })
  }
  return {
    rows,
    counts: countRows(rows),
    troubledRows: rows.filter(isTroubled).length,
    partners: plan.partners(),
    results: earlier.results(),
    works: work.works(),
    findings: [],
  }
}
