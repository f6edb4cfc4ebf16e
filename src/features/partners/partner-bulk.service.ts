import { setImmediate as nextTurn } from 'node:timers/promises'
import type { PlannedFacts } from '../../domain/intake/ledger-plan.ts'
import { changedKeys } from '../../domain/intake/ledger-plan.ts'
import { authorize, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { inStep, mapInTurns, partsOf } from '../../platform/in-step.ts'
import { partnerRights } from './partner.policy.ts'
import { keysOf } from './partner.service.ts'
import type { NewPartner, Partner } from './partner.store.ts'
import {
  type BulkPartner,
  insertContacts,
  insertNotes,
  insertPartners,
  type NewContact,
  type NewNote,
  removeContacts,
  removePartners,
  updatePartners,
} from './partner-bulk.store.ts'

export type BulkContact = { id: string; name: string; email: string | null; phone: string | null }
export type BulkCreate = { id: string; facts: PlannedFacts; contacts: readonly BulkContact[] }
export type BulkChange = {
  partner: Partner
  before: PlannedFacts
  after: PlannedFacts
  contacts: readonly BulkContact[]
  removedContacts: readonly string[]
}
/** What a bulk change comes from; it stands in each partner's history and on the ledger. */
export type Origin = { id: string; event: string; label: string }

const PER_PART = 500

const keyed = (
  facts: PlannedFacts,
): { keys: Pick<NewPartner, 'sortKey' | 'matchingKey' | 'variantKey'>; search: BulkPartner['search'] } => {
  const { search, ...keys } = keysOf({ ...facts, formerNames: [...facts.formerNames] })
  return { keys, search }
}

const rowOf = (facts: PlannedFacts): Omit<PlannedFacts, 'unitIds'> & { formerNames: string[]; tags: string[] } => {
  const { unitIds: _unitIds, ...rest } = facts
  return { ...rest, formerNames: [...facts.formerNames], tags: [...facts.tags] }
}

const contactRows = (ctx: WriteCtx, partnerId: string, country: string, list: readonly BulkContact[]): NewContact[] =>
  list.map(({ id, name, email, phone }) => ({
    tenantId: ctx.actor.tenant,
    id,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    partnerId,
    name,
    department: '',
    role: 'main',
    email,
    phone,
    lang: country === 'JP' ? 'ja' : 'en',
    tz: 'Asia/Tokyo',
  }))

const noteRow = (ctx: WriteCtx, partnerId: string, event: string, origin: Origin) => ({
  tenantId: ctx.actor.tenant,
  id: ctx.newId(),
  partnerId,
  at: ctx.now,
  kind: 'partner',
  event,
  params: { file: origin.label },
  subjectType: 'import',
  subjectId: origin.id,
  by: ctx.actor.memberId,
  createdAt: ctx.now,
  updatedAt: ctx.now,
})

const people = (list: readonly BulkContact[]) =>
  list.length === 0 ? {} : { contacts: list.map((contact) => ({ ...contact })) }

type Made = { partners: BulkPartner[]; contacts: NewContact[]; notes: NewNote[] }

const makeSome = async (ctx: WriteCtx, list: readonly BulkCreate[], origin: Origin): Promise<Made> => {
  const at = { tenantId: ctx.actor.tenant, version: 1, createdAt: ctx.now, updatedAt: ctx.now }
  const partners = await mapInTurns(list, ({ id, facts, contacts }): BulkPartner => {
    ctx.record({
      stream: 'partner',
      event: 'partner.created',
      subject: { type: 'partner', id },
      after: { ...facts, ...people(contacts) },
      reason: `${origin.event} ${origin.id}`,
    })
    const { keys, search } = keyed(facts)
    return { row: { ...rowOf(facts), ...keys, ...at, id, stage: 'contracted' }, search, unitIds: facts.unitIds }
  })
  return {
    partners,
    contacts: list.flatMap(({ id, facts, contacts }) => contactRows(ctx, id, facts.country, contacts)),
    notes: list.map(({ id }) => noteRow(ctx, id, 'partner.imported', origin)),
  }
}

const registerSome = async (ctx: WriteCtx, { partners, contacts, notes }: Made): Promise<void> => {
  await insertPartners(ctx.db, partners)
  await insertContacts(ctx.db, contacts)
  await insertNotes(ctx.db, notes)
}

/** Registers many partners at once, each recorded on the ledger and in its own history. */
export const createPartnersInBulk = async (
  ctx: WriteCtx,
  list: readonly BulkCreate[],
  origin: Origin,
): Promise<void> => {
  authorize(ctx, partnerRights.create)
  // Search keys are many small strings: made for some partners at a time, they do not pile up.
  await inStep(
    partsOf(list, PER_PART),
    (part) => makeSome(ctx, part, origin),
    (made) => registerSome(ctx, made),
  )
}

/** Changes many partners from the versions read in the same transaction; each change is recorded as an edit by hand would be. */
export const changePartnersInBulk = async (
  ctx: WriteCtx,
  list: readonly BulkChange[],
  origin: Origin,
): Promise<void> => {
  authorize(ctx, partnerRights.update)
  if (list.length === 0) return
  const changed: BulkPartner[] = []
  const contacts: NewContact[] = []
  for (const [index, { partner, before, after, contacts: named, removedContacts }] of list.entries()) {
    if (index % PER_PART === 0) await nextTurn()
    const { keys, search } = keyed(after)
    const fields = changedKeys(before, after)
    const row = { ...partner, ...rowOf(after), ...keys, version: partner.version + 1, updatedAt: ctx.now }
    changed.push({ row, search, unitIds: after.unitIds })
    contacts.push(...contactRows(ctx, partner.id, after.country, named))
    ctx.record({
      stream: 'partner',
      event: 'partner.updated',
      subject: { type: 'partner', id: partner.id },
      before: {
        ...Object.fromEntries(fields.map((key) => [key, before[key]])),
        ...(removedContacts.length === 0 ? {} : { contactIds: [...removedContacts] }),
      },
      after: { ...Object.fromEntries(fields.map((key) => [key, after[key]])), ...people(named) },
      reason: `${origin.event} ${origin.id}`,
    })
  }
  const done = await updatePartners(ctx.db, ctx.actor.tenant, changed)
  if (done !== changed.length) throw platformErrors.changed_meanwhile({ version: 0 })
  await insertContacts(ctx.db, contacts)
  await removeContacts(
    ctx.db,
    ctx.actor.tenant,
    list.flatMap(({ removedContacts }) => removedContacts),
  )
  await insertNotes(
    ctx.db,
    list.map(({ partner }) => noteRow(ctx, partner.id, 'partner.updated', origin)),
  )
}

/** Takes back partners registered by mistake and untouched since; the ledger keeps what they were. */
export const removePartnersInBulk = async (ctx: WriteCtx, list: readonly Partner[], origin: Origin): Promise<void> => {
  authorize(ctx, partnerRights.archive)
  if (list.length === 0) return
  for (const { id, code, name, corporateNumber, address } of list)
    ctx.record({
      stream: 'partner',
      event: 'partner.removed',
      subject: { type: 'partner', id },
      before: { code, name, corporateNumber, address },
      reason: `${origin.event} ${origin.id}`,
    })
  await removePartners(
    ctx.db,
    ctx.actor.tenant,
    list.map(({ id }) => id),
  )
}
