import type { z } from 'zod'
import { rightsOn, type Scope } from '../../domain/access/access.ts'
import { codeKey } from '../../domain/intake/matching.ts'
import { expiryHorizon } from '../../domain/partner/evidence.ts'
import { unitsRefused } from '../../domain/partner/partner-units.ts'
import { movesFrom } from '../../domain/partner/stage.ts'
import { parseCorporateNumber } from '../../domain/text/corporate-number.ts'
import { foldVariants } from '../../domain/text/letter-variants.ts'
import { matchingKey } from '../../domain/text/matching-key.ts'
import { searchGrams, searchText } from '../../domain/text/search-grams.ts'
import { sortKey } from '../../domain/text/sort-key.ts'
import { authorize, type ReadCtx, type WriteCtx } from '../../platform/context.ts'
import { orTaken } from '../../platform/db/refusal.ts'
import { platformErrors } from '../../platform/errors.ts'
import { assign, assigneesOf } from './assignment.store.ts'
import type { PartnerCreate, PartnerUpdate } from './partner.contract.ts'
import { partnerErrors } from './partner.errors.ts'
import { partnerRights } from './partner.policy.ts'
import { unitIdsOf } from './partner.queries.ts'
import {
  countUnits,
  getPartner,
  insertPartner,
  insertTimeline,
  type NewPartner,
  type Partner,
  partnerByCode,
  replaceUnits,
  updatePartner,
} from './partner.store.ts'
import { countRecords, unitsOf } from './partner-records.queries.ts'

type Create = z.output<typeof PartnerCreate>
type Update = z.output<typeof PartnerUpdate>
type Named = Pick<NewPartner, 'name' | 'reading' | 'nameEn' | 'formerNames' | 'code' | 'corporateNumber'>

/** The keys a partner is found, matched and sorted by, always derived from its names and numbers. */
export const keysOf = (partner: Named) => {
  const key = searchText([
    partner.name,
    partner.reading,
    partner.nameEn,
    ...partner.formerNames,
    partner.code ?? '',
    partner.corporateNumber ?? '',
  ])
  const matching = matchingKey(partner.name)
  return {
    sortKey: sortKey(partner.reading, partner.name),
    matchingKey: matching,
    variantKey: foldVariants(matching),
    search: { key, grams: searchGrams(key) },
  }
}

const refuseField = (
  ctx: ReadCtx,
  field: string,
  error: 'number_invalid' | 'unit_foreign' | 'unit_needed',
  code: string = error,
) => platformErrors.invalid({}, [{ field, code, message: partnerErrors[error].text[ctx.actor.locale] }])

const checkedNumber = (ctx: ReadCtx, text: string | null | undefined): string | null => {
  if (text === null || text === undefined || text.trim() === '') return null
  const parsed = parseCorporateNumber(text)
  if (!parsed.ok) throw refuseField(ctx, 'corporateNumber', 'number_invalid', parsed.reason)
  return parsed.value
}

const codeTaken = (code: string | null) => () => partnerErrors.code_taken({ code: code ?? '' })

/** Refuses a partner code that another partner has. */
export const assertCodeFree = async (ctx: ReadCtx, code: string | null, own?: string): Promise<void> => {
  if (code === null) return
  const holder = await partnerByCode(ctx.db, ctx.actor.tenant, code)
  if (holder !== undefined && holder !== own) throw partnerErrors.code_taken({ code })
}

/** Refuses units that do not exist. */
export const assertUnits = async (ctx: ReadCtx, unitIds: readonly string[]): Promise<void> => {
  if ((await countUnits(ctx.db, ctx.actor.tenant, unitIds)) !== new Set(unitIds).size)
    throw partnerErrors.unit_unknown()
}

/** Holds members of some units to their own: they give and take only these, and keep sight of the partner. */
export const assertUnitsInReach = async (
  ctx: ReadCtx,
  scope: Scope,
  change: { before: readonly string[]; after: readonly string[]; assigned: boolean },
): Promise<void> => {
  const refused = unitsRefused(scope, change)
  if (refused !== null) throw refuseField(ctx, 'unitIds', refused)
  await assertUnits(ctx, change.after)
}

type TimelineNote = {
  partnerId: string
  kind: string
  event: string
  params?: Record<string, string | number>
  subject?: { type: string; id: string }
}

/** Adds a line to the history of each of many partners, at once. */
export const noteOnTimelines = (ctx: WriteCtx, notes: readonly TimelineNote[]): Promise<void> =>
  insertTimeline(
    ctx.db,
    notes.map((note) => ({
      tenantId: ctx.actor.tenant,
      id: ctx.newId(),
      partnerId: note.partnerId,
      at: ctx.now,
      kind: note.kind,
      event: note.event,
      params: note.params ?? {},
      subjectType: note.subject?.type ?? null,
      subjectId: note.subject?.id ?? null,
      by: ctx.actor.memberId,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })),
  )

/** Adds one line to a partner's history; features further right write theirs through this command. */
export const noteOnTimeline = (ctx: WriteCtx, note: TimelineNote): Promise<void> => noteOnTimelines(ctx, [note])

/** Shows one partner with its level, maturity and what the reader may do with it. */
export const showPartner = async (ctx: ReadCtx, id: string) => {
  const scope = authorize(ctx, partnerRights.read)
  const found = await getPartner(ctx.db, ctx.actor.tenant, scope, id)
  if (found === undefined) throw platformErrors.not_found()
  const { partner, current } = found
  const unitRows = await unitsOf(ctx.db, ctx.actor.tenant, id)
  const unitIds = unitRows.map((unit) => unit.id)
  const assignees = await assigneesOf(ctx.db, ctx.actor.tenant, id)
  const place = { units: unitIds, assignees: assignees.map((member) => member.id) }
  const { today } = ctx
  return {
    ...partner,
    unitIds,
    units: unitRows,
    assignees,
    counts: await countRecords(ctx.db, ctx.actor.tenant, id, expiryHorizon(today)),
    moves: partner.mergedInto === null ? movesFrom(partner.stage) : [],
    level: {
      effective: current.levelEffective,
      computed: current.levelComputed,
      provisional: current.provisional,
      impact: current.impact,
      likelihood: current.likelihood,
    },
    maturity: current.maturity,
    scoreBp: current.scoreBp,
    assessmentState: current.assessmentState,
    nextDue: current.nextDue,
    answerDue: current.answerDue,
    can: rightsOn(partnerRights, ctx.actor.grants, ctx.actor.memberId ?? ctx.actor.id, place),
  }
}

/** Units as a set: each once, in the order in which the register keeps them. */
const distinct = (ids: readonly string[]): string[] => [...new Set(ids.map((id) => id.toLowerCase()))].sort()

/** Registers a partner with its search, sorting and matching keys. */
export const createPartner = async (ctx: WriteCtx, body: Create) => {
  const scope = authorize(ctx, partnerRights.create)
  const { unitIds: named, ...facts } = body
  const unitIds = distinct(named)
  const code = facts.code === null ? null : codeKey(facts.code)
  const corporateNumber = checkedNumber(ctx, facts.corporateNumber)
  await assertCodeFree(ctx, code)
  // Someone who sees only the partners they look after looks after those they register.
  const keeper = scope.kind === 'limited' && !unitIds.some((id) => scope.units.includes(id)) ? scope.assignedTo : null
  await assertUnitsInReach(ctx, scope, { before: [], after: unitIds, assigned: keeper !== null })
  const id = ctx.newId()
  const { search, ...keys } = keysOf({ ...facts, code, corporateNumber })
  const own = { tenantId: ctx.actor.tenant, id, createdAt: ctx.now, updatedAt: ctx.now }
  await orTaken(
    insertPartner(ctx.db, { ...facts, ...keys, ...own, code, corporateNumber }, search, unitIds),
    codeTaken(code),
  )
  if (keeper !== null) await assign(ctx.db, ctx.actor.tenant, id, [keeper], ctx.now)
  ctx.record({
    stream: 'partner',
    event: 'partner.created',
    subject: { type: 'partner', id },
    after: { ...facts, code, corporateNumber, unitIds, ...(keeper === null ? {} : { memberIds: [keeper] }) },
  })
  await noteOnTimeline(ctx, { partnerId: id, kind: 'partner', event: 'partner.created' })
  return showPartner(ctx, id)
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

const definedOnly = <T extends object>(body: T): Defined<T> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Defined<T>

const changedFields = (before: Partner, change: Partial<NewPartner>): (keyof NewPartner & keyof Partner)[] =>
  (Object.keys(change) as (keyof NewPartner & keyof Partner)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(change[key]),
  )

const pick = (row: object, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([key]) => keys.includes(key)))

/** Tells whether the one who acts looks after a partner in person. */
export const looksAfter = async (ctx: ReadCtx, id: string): Promise<boolean> =>
  (await assigneesOf(ctx.db, ctx.actor.tenant, id)).some((member) => member.id === ctx.actor.memberId)

const MAX_FORMER_NAMES = 20

/** A partner that gets a new name keeps the old one, unless the editor says what the former names are. */
const withFormerName = (before: Partner, given: Defined<Omit<Update, 'unitIds'>>): Defined<Omit<Update, 'unitIds'>> => {
  if (given.name === undefined || given.name === before.name || given.formerNames !== undefined) return given
  const former = [before.name, ...before.formerNames.filter((name) => name !== before.name && name !== given.name)]
  return { ...given, formerNames: former.slice(0, MAX_FORMER_NAMES) }
}

/** Edits a partner from the version the editor saw; nothing is written when nothing changed. */
export const editPartner = async (ctx: WriteCtx, id: string, version: number, body: Update) => {
  const scope = authorize(ctx, partnerRights.update)
  const found = await getPartner(ctx.db, ctx.actor.tenant, scope, id)
  if (found === undefined) throw platformErrors.not_found()
  const before = found.partner
  if (before.version !== version) throw platformErrors.changed_meanwhile({ version: before.version })
  const { unitIds: named, ...sent } = body
  const unitIds = named === undefined ? undefined : distinct(named)
  const given = withFormerName(before, definedOnly(sent))
  const facts = { ...before, ...given }
  const code = facts.code === null ? null : codeKey(facts.code)
  const corporateNumber = checkedNumber(ctx, facts.corporateNumber)
  await assertCodeFree(ctx, code, id)
  const { search, ...keys } = keysOf({ ...facts, code, corporateNumber })
  const change = { ...given, ...keys, code, corporateNumber }
  const changed = changedFields(before, change)
  const unitsBefore = await unitIdsOf(ctx.db, ctx.actor.tenant, id)
  const unitsChanged = unitIds !== undefined && unitIds.join() !== unitsBefore.join()
  if (changed.length === 0 && !unitsChanged) return showPartner(ctx, id)
  if (unitsChanged) {
    const assigned = await looksAfter(ctx, id)
    await assertUnitsInReach(ctx, scope, { before: unitsBefore, after: unitIds, assigned })
    await replaceUnits(ctx.db, ctx.actor.tenant, id, unitIds)
  }
  if (!(await orTaken(updatePartner(ctx.db, before, change, search, ctx.now), codeTaken(code))))
    throw platformErrors.changed_meanwhile({ version: before.version + 1 })
  ctx.record({
    stream: 'partner',
    event: 'partner.updated',
    subject: { type: 'partner', id },
    before: { ...pick(before, changed), ...(unitsChanged ? { unitIds: unitsBefore } : {}) },
    after: { ...pick(change, changed), ...(unitsChanged ? { unitIds } : {}) },
  })
  ctx.emit('partner.updated', { partnerId: id })
  await noteOnTimeline(ctx, {
    partnerId: id,
    kind: 'partner',
    event: 'partner.updated',
    params: { fields: changed.length + (unitsChanged ? 1 : 0) },
  })
  return showPartner(ctx, id)
}
