import type { CorporateNumber } from '../text/corporate-number.ts'
import { foldVariants } from '../text/letter-variants.ts'
import { matchingKey } from '../text/matching-key.ts'
import { type ImportedContact, sameContact } from './contacts.ts'
import type { Field } from './fields.ts'
import { type Candidate, codeKey, type Doubt, type Match, matchPartner } from './matching.ts'
import { followMerges, newsBeyond, survivorFinder } from './merged-partners.ts'
import { BLANK, changedKeys, type FactKey, FIELD_OF, LISTS, type PlannedFacts, SCALARS } from './planned-facts.ts'
import { noteKey } from './values.ts'

/** A registered partner as an import meets it. */
export interface RegisteredFacts extends PlannedFacts {
  readonly id: string
  readonly archived: boolean
  /** The partner that took this one over when the two were merged. */
  readonly mergedInto: string | null
  readonly contacts: readonly ImportedContact[]
  readonly notes: readonly string[]
}

/** What one row asks for: facts it states (null or absent says nothing), people it names and a note. */
export interface PlanRow {
  readonly number: number
  readonly facts: { readonly [K in keyof PlannedFacts]?: PlannedFacts[K] | null }
  readonly contacts: readonly ImportedContact[]
  readonly note: string | null
  readonly held: boolean
  readonly decision: Decision | null
}

/** A person's answer to a row that was asked: it is this partner, it is a new one, or it is left out. */
export type Decision =
  | { readonly kind: 'partner'; readonly ref: string }
  | { readonly kind: 'new' }
  | { readonly kind: 'leaveOut' }

/** What becomes of a row. */
export type Outcome = 'create' | 'update' | 'unchanged' | 'ask' | 'reject'

/** Words about a row that come from placing it. */
export interface PlanNote {
  readonly weight: 'reject' | 'drop' | 'remark'
  readonly code:
    | 'nameMissing'
    | 'codeTaken'
    | 'leftOut'
    | 'differsFromRow'
    | 'formerName'
    | 'archivedPartner'
    | 'mergedPartner'
  readonly field: Field | null
  readonly params: Readonly<Record<string, string | number>>
}

/** A placed row: its outcome and the partner it means, by id, or by `row:N` when row N makes it. */
export interface PlacedRow {
  readonly number: number
  readonly outcome: Outcome
  readonly ref: string | null
  readonly doubt: Doubt | null
  readonly candidates: readonly string[]
  readonly notes: readonly PlanNote[]
}

/** A partner the import makes or changes, with everything its rows said put together. */
export interface PlannedPartner {
  readonly ref: string
  readonly before: RegisteredFacts | null
  readonly after: PlannedFacts
  readonly newContacts: readonly ImportedContact[]
  readonly newNotes: readonly string[]
}

interface State {
  readonly ref: string
  readonly before: RegisteredFacts | null
  readonly facts: PlannedFacts
  readonly contacts: ImportedContact[]
  readonly newContacts: ImportedContact[]
  readonly notes: Set<string>
  readonly newNotes: string[]
  readonly claims: Map<FactKey, number>
  candidate: Candidate
}

// A name borne by more partners than this is doubtful anyway; comparing each with each would take minutes.
const MOST_CANDIDATES = 200
const MOST_PASSES = 12
const candidateOf = (ref: string, facts: PlannedFacts): Candidate => ({
  id: ref,
  code: facts.code,
  corporateNumber: facts.corporateNumber as CorporateNumber | null,
  names: [facts.name, ...facts.formerNames],
  address: facts.address === '' ? null : facts.address,
})

/** Whether an earlier import has brought a partner this note, whatever became of it since. */
export type BroughtBefore = (ref: string, noteKey: string) => boolean

/**
 * Places the rows of a ledger one after the other against a register (domain rules §10 Import). Rows that mean the same
 * partner are put together: the first row that states a fact is believed, later rows only add to it, so that the same
 * file, read again, changes nothing; nor does a note return that somebody has removed or rewritten.
 */
export function createLedgerPlan(registered: Iterable<RegisteredFacts>, broughtBefore: BroughtBefore = () => false) {
  const byCode = new Map<string, Set<State>>()
  const byNumber = new Map<string, Set<State>>()
  const byName = new Map<string, Set<State>>()
  const states = new Map<string, State>()

  const put = (index: Map<string, Set<State>>, key: string, state: State) => {
    const found = index.get(key)
    if (found === undefined) index.set(key, new Set([state]))
    else found.add(state)
  }
  const index = (state: State) => {
    const { code, corporateNumber, names } = state.candidate
    if (code !== null) put(byCode, codeKey(code), state)
    if (corporateNumber !== null) put(byNumber, corporateNumber, state)
    for (const name of names) put(byName, foldVariants(matchingKey(name)), state)
  }
  const enter = (ref: string, before: RegisteredFacts | null): State => {
    const facts = before === null ? { ...BLANK } : pickFacts(before)
    const state: State = {
      ref,
      before,
      facts,
      contacts: [...(before?.contacts ?? [])],
      newContacts: [],
      notes: new Set(before?.notes.map(noteKey)),
      newNotes: [],
      claims: new Map(),
      candidate: candidateOf(ref, facts),
    }
    states.set(ref, state)
    return state
  }
  for (const partner of registered) index(enter(partner.id, partner))
  const survivorOf = survivorFinder((ref) => {
    const into = states.get(ref)?.before?.mergedInto ?? null
    return into !== null && states.has(into) ? into : null
  })

  const recordsOf = new Map<string, State[]>()
  for (const state of states.values()) {
    const survivor = survivorOf(state.ref)
    if (survivor !== state.ref) recordsOf.set(survivor, [...(recordsOf.get(survivor) ?? []), state])
  }
  /** The records that were merged into a partner. */
  const takenOver = ({ ref }: State): readonly State[] => recordsOf.get(ref) ?? []

  const knowsNote = (target: State, key: string): boolean =>
    target.notes.has(key) || [target, ...takenOver(target)].some(({ ref }) => broughtBefore(ref, key))

  const near = (row: PlanRow): State[] => {
    const { code, corporateNumber, name } = row.facts
    const found = new Set<State>()
    const add = (some: Iterable<State> = []) => {
      for (const state of some) {
        if (found.size >= MOST_CANDIDATES) return
        found.add(state)
      }
    }
    if (code) add(byCode.get(codeKey(code)))
    if (corporateNumber) add(byNumber.get(corporateNumber))
    if (name) add(byName.get(foldVariants(matchingKey(name))))
    return [...found]
  }

  /** Other records with the row's code. */
  const codeHolders = ({ facts }: PlanRow, own: State | null): State[] =>
    facts.code
      ? [...(byCode.get(codeKey(facts.code)) ?? [])].filter((state) => state !== own && state.facts.code === facts.code)
      : []
  const codeTaken = (row: PlanRow, own: State | null): boolean =>
    codeHolders(row, own).some(({ ref }) => own === null || survivorOf(ref) !== own.ref)

  const state = (target: State, row: PlanRow, notes: PlanNote[]): boolean => {
    let changed = false
    const { facts, claims } = target
    for (const key of SCALARS) {
      const value = row.facts[key]
      if (value === null || value === undefined || value === '') continue
      if (facts[key] === value) {
        if (!claims.has(key)) claims.set(key, row.number)
        continue
      }
      const holder = claims.get(key)
      const field = FIELD_OF[key] ?? null
      if (holder !== undefined) {
        notes.push({ weight: 'drop', code: 'differsFromRow', field, params: { row: holder } })
        continue
      }
      if (key === 'name' && typeof value === 'string' && facts.name !== '') {
        const folded = matchingKey(value)
        if (matchingKey(facts.name) !== folded) {
          if (facts.formerNames.some((former) => matchingKey(former) === folded)) {
            notes.push({ weight: 'remark', code: 'formerName', field, params: { text: facts.name } })
            continue
          }
          facts.formerNames = [...facts.formerNames, facts.name].slice(-20)
        }
      }
      Object.assign(facts, { [key]: value })
      claims.set(key, row.number)
      changed = true
    }
    for (const key of LISTS) {
      const added = (row.facts[key] ?? []).filter((entry) => !facts[key].includes(entry))
      if (added.length === 0) continue
      facts[key] = [...facts[key], ...added].slice(0, key === 'tags' ? 30 : 50)
      changed = true
    }
    for (const contact of row.contacts) {
      if (target.contacts.some((known) => sameContact(contact, known))) continue
      target.contacts.push(contact)
      target.newContacts.push(contact)
      changed = true
    }
    if (row.note !== null && !knowsNote(target, noteKey(row.note))) {
      target.notes.add(noteKey(row.note))
      target.newNotes.push(row.note)
      changed = true
    }
    if (changed) {
      target.candidate = candidateOf(target.ref, facts)
      index(target)
    }
    return changed
  }

  /** A row that is asked still vouches for facts it repeats, so that a later row does not overrule them on the second reading. */
  const vouch = (row: PlanRow, among: readonly string[]) => {
    for (const ref of among) {
      const target = states.get(ref)
      if (target === undefined) continue
      for (const key of SCALARS)
        if (row.facts[key] === target.facts[key] && !target.claims.has(key)) target.claims.set(key, row.number)
    }
  }

  const decided = ({ decision }: PlanRow): Match | null => {
    if (decision?.kind === 'new') return { kind: 'create' }
    if (decision?.kind === 'partner' && states.has(decision.ref))
      return { kind: 'update', id: decision.ref, by: 'nameAndAddress' }
    return null
  }

  const matched = (row: PlanRow): Match => {
    const { code = null, corporateNumber = null, name, address = null } = row.facts
    const identity = { code, corporateNumber: corporateNumber as CorporateNumber | null, name: name ?? '', address }
    return matchPartner(
      identity,
      near(row).map(({ candidate }) => candidate),
    )
  }

  const meant = (match: Match): State[] => {
    const refs = match.kind === 'create' ? [] : match.kind === 'update' ? [match.id] : match.candidates
    return refs.flatMap((ref) => states.get(ref) ?? [])
  }

  const place = (row: PlanRow): PlacedRow => {
    const notes: PlanNote[] = []
    const found = row.held ? null : matched(row)
    const done = (outcome: Outcome, ref: string | null = null) => ({
      number: row.number,
      outcome,
      ref,
      doubt: outcome === 'ask' && found?.kind === 'ask' ? found.reason : null,
      candidates: found?.kind === 'ask' ? [...new Set(found.candidates.map(survivorOf))] : [],
      notes,
    })
    const reject = (code: PlanNote['code'], field: Field | null) => {
      notes.push({ weight: 'reject', code, field, params: {} })
      return done('reject')
    }
    if (found === null) return done('reject')
    if (row.decision?.kind === 'leaveOut') return reject('leftOut', null)
    const direct = decided(row) ?? found
    const match = followMerges(direct, survivorOf)
    if (match.kind === 'ask') {
      vouch(row, match.candidates)
      return done('ask')
    }
    if (match.kind === 'create') {
      if (!row.facts.name) return reject('nameMissing', 'name')
      if (codeTaken(row, null)) return reject('codeTaken', 'code')
      const made = enter(`row:${row.number}`, null)
      state(made, row, notes)
      return done('create', made.ref)
    }
    const target = states.get(match.id)
    if (target === undefined || codeTaken(row, target)) return reject('codeTaken', 'code')
    if (target.before?.archived === true)
      notes.push({ weight: 'remark', code: 'archivedPartner', field: null, params: {} })
    const merged = meant(direct).filter(({ ref }) => ref !== target.ref)
    if (merged.length > 0)
      notes.push({ weight: 'remark', code: 'mergedPartner', field: null, params: { text: target.facts.name } })
    // However the row found the partner: what one of its merged records says was weighed when they were merged.
    const facts = newsBeyond(
      row.facts,
      takenOver(target).map((record) => record.facts),
    )
    // A merged record keeps its code, which finds it; the partner that stands for it keeps its own.
    const said = codeHolders(row, target).length > 0 ? { ...facts, code: null } : facts
    return done(state(target, { ...row, facts: said }, notes) ? 'update' : 'unchanged', target.ref)
  }

  const isNameless = ({ outcome, notes }: PlacedRow) =>
    outcome === 'reject' && notes.some(({ code }) => code === 'nameMissing')

  /** Rows that share a partner with another row, rows in doubt, and rows that found none for want of a name. */
  const contested = (placed: readonly PlacedRow[]): Set<number> => {
    const uses = new Map<string, number>()
    const refsOf = ({ ref, candidates }: PlacedRow) => new Set(ref === null ? candidates : [ref, ...candidates])
    for (const entry of placed) for (const ref of refsOf(entry)) uses.set(ref, (uses.get(ref) ?? 0) + 1)
    const shared = placed.filter(
      (entry) =>
        isNameless(entry) || entry.outcome === 'ask' || [...refsOf(entry)].some((ref) => (uses.get(ref) ?? 0) > 1),
    )
    return new Set(shared.map(({ number }) => number))
  }

  /**
   * Reads rows that touch each other again until nothing more follows from them: what a second import of the file would
   * still change is done by the first.
   */
  const settle = (rows: readonly PlanRow[], placed: readonly PlacedRow[]): PlacedRow[] => {
    let settled = [...placed]
    // Where each row stands by now, which may be another partner than the one it was first put to.
    const latest = [...placed]
    const numbers = new Set<number>()
    for (let pass = 0; pass < MOST_PASSES; pass += 1) {
      for (const number of contested(latest)) numbers.add(number)
      if (numbers.size === 0) break
      for (const target of states.values()) target.claims.clear()
      let changed = false
      settled = settled.map((first, at) => {
        const row = rows[at]
        if (row === undefined || row.decision !== null || row.held || !numbers.has(row.number)) return first
        const next = place(row)
        latest[at] = next
        if (next.outcome !== 'create' && next.outcome !== 'update') return isNameless(first) ? next : first
        changed = true
        return first.outcome === 'create' || first.outcome === 'update' ? first : next
      })
      if (!changed) break
    }
    return settled
  }

  /** The partners to write: those made, and those that differ from before. */
  const partners = (): PlannedPartner[] =>
    [...states.values()]
      .filter(
        ({ before, facts, newContacts, newNotes }) =>
          before === null || newContacts.length > 0 || newNotes.length > 0 || changedKeys(before, facts).length > 0,
      )
      .map(({ ref, before, facts, newContacts, newNotes }) => ({ ref, before, after: facts, newContacts, newNotes }))

  /** The facts of a partner as the plan sees it now, to show beside an asked row. */
  const factsOf = (ref: string): PlannedFacts | null => states.get(ref)?.facts ?? null

  return { place, settle, partners, factsOf }
}

/** The facts alone of a registered partner. */
export const pickFacts = (partner: RegisteredFacts): PlannedFacts => {
  const { id: _id, archived: _archived, mergedInto: _into, contacts: _contacts, notes: _notes, ...facts } = partner
  return facts
}
