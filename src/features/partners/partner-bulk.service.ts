import { changedKeys, type PlannedFacts } from '../../domain/intake/planned-facts.ts'
import { authorize, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { inStep, mapInTurns, partsOf } from '../../platform/in-step.ts'
import { internationalPhone } from '../../platform/phone-number.ts'
import { readPolicyIfAny } from '../catalog/read-policy.service.ts'
import { partnerRights } from './partner.policy.ts'
import { keysOf } from './partner.service.ts'
import type { NewPartner, Partner } from './partner.store.ts'
import {
  type BulkPartner,
  insertContacts,
  insertEvents,
  insertNotes,
  insertPartners,
  type NewContact,
  type NewEvent,
  type NewNote,
  removeNotes,
  removePartners,
  removeUnusedContacts,
  updatePartners,
} from './partner-bulk.store.ts'

export type BulkContact = { id: string; name: string; email: string | null; phone: string | null }
export type BulkNote = { id: string; body: string }
type Records = { contacts: readonly BulkContact[]; notes: readonly BulkNote[] }
export type BulkCreate = Records & { id: string; facts: PlannedFacts }
export type BulkChange = Records & {
  partner: Partner
  before: PlannedFacts
  after: PlannedFacts
  /** Contacts taken back in the same transaction, to be put on record here. */
  removedContacts: readonly string[]
  removedNotes: readonly string[]
  /** What the file brought, or its undoing took back, besides: told in the same line of the history. */
  also: readonly string[]
}
/** What a bulk change comes from; it stands on the ledger and, by its file, in each partner's history. */
export type Origin = { id: string; event: string; label: string; undoes: boolean }

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

type ZoneOf = (country: string) => string

/** The zone of a country that has one plain zone, else the organisation's own: a person can say better later. */
const zonesByCountry = async (ctx: WriteCtx): Promise<ZoneOf> => {
  const listed = (await readPolicyIfAny(ctx))?.countries.countries ?? []
  const plain = new Map(listed.flatMap(({ code, zones: [zone, ...more] }) => (more.length === 0 ? [[code, zone]] : [])))
  return (country) => plain.get(country) ?? ctx.zone
}

const contactRows = (
  ctx: WriteCtx,
  zoneOf: ZoneOf,
  partnerId: string,
  country: string,
  list: readonly BulkContact[],
): NewContact[] =>
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
    // One that cannot be called as it stands, such as an extension, is kept all the same: it may be the only way to them.
    phone: phone === null ? null : (internationalPhone(phone, country) ?? phone),
    phoneText: phone ?? '',
    lang: country === 'JP' ? 'ja' : 'en',
    tz: zoneOf(country),
  }))

const noteRows = (ctx: WriteCtx, partnerId: string, list: readonly BulkNote[]): NewNote[] =>
  list.map(({ id, body }) => ({
    tenantId: ctx.actor.tenant,
    id,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    partnerId,
    memberId: ctx.actor.memberId,
    body,
  }))

const eventRow = (
  ctx: WriteCtx,
  partnerId: string,
  event: string,
  origin: Origin,
  changed: readonly string[],
): NewEvent => ({
  tenantId: ctx.actor.tenant,
  id: ctx.newId(),
  partnerId,
  at: ctx.now,
  kind: 'partner',
  event,
  params: { file: origin.label, changed: changed.join(',') },
  subjectType: 'import',
  subjectId: origin.id,
  by: ctx.actor.memberId,
  createdAt: ctx.now,
  updatedAt: ctx.now,
})

const recordsOf = ({ contacts, notes }: Records) => ({
  ...(contacts.length === 0 ? {} : { contacts: contacts.map((contact) => ({ ...contact })) }),
  ...(notes.length === 0 ? {} : { notes: notes.map((note) => ({ ...note })) }),
})

type Made = { partners: BulkPartner[]; contacts: NewContact[]; notes: NewNote[]; events: NewEvent[] }

const makeSome = async (ctx: WriteCtx, list: readonly BulkCreate[], origin: Origin, zoneOf: ZoneOf): Promise<Made> => {
  const at = { tenantId: ctx.actor.tenant, version: 1, createdAt: ctx.now, updatedAt: ctx.now }
  const partners = await mapInTurns(list, ({ id, facts, ...records }): BulkPartner => {
    ctx.record({
      stream: 'partner',
      event: 'partner.created',
      subject: { type: 'partner', id },
      after: { ...facts, ...recordsOf(records) },
      reason: `${origin.event} ${origin.id}`,
    })
    const { keys, search } = keyed(facts)
    return { row: { ...rowOf(facts), ...keys, ...at, id, stage: 'contracted' }, search, unitIds: facts.unitIds }
  })
  return {
    partners,
    contacts: list.flatMap(({ id, facts, contacts }) => contactRows(ctx, zoneOf, id, facts.country, contacts)),
    notes: list.flatMap(({ id, notes }) => noteRows(ctx, id, notes)),
    events: list.map(({ id }) => eventRow(ctx, id, 'partner.imported', origin, [])),
  }
}

const registerSome = async (ctx: WriteCtx, { partners, contacts, notes, events }: Made): Promise<void> => {
  await insertPartners(ctx.db, partners)
  await insertContacts(ctx.db, contacts)
  await insertNotes(ctx.db, notes)
  await insertEvents(ctx.db, events)
}

/** Registers many partners at once, each recorded on the ledger and in its own history. */
export const createPartnersInBulk = async (
  ctx: WriteCtx,
  list: readonly BulkCreate[],
  origin: Origin,
): Promise<void> => {
  authorize(ctx, partnerRights.create)
  const zoneOf = await zonesByCountry(ctx)
  // Search keys are many small strings: made for some partners at a time, they do not pile up.
  await inStep(
    partsOf(list, PER_PART),
    (part) => makeSome(ctx, part, origin, zoneOf),
    (made) => registerSome(ctx, made),
  )
}

/** The names of what an edit changes, as a partner's history tells them. */
const changesIn = ({ before, after, contacts, notes, removedContacts, removedNotes, also }: BulkChange): string[] => [
  ...changedKeys(before, after),
  ...(contacts.length + removedContacts.length === 0 ? [] : ['contacts']),
  ...(notes.length + removedNotes.length === 0 ? [] : ['notes']),
  ...also,
]

const eventOf = ({ undoes }: Origin): string => (undoes ? 'partner.import_undone' : 'partner.import_updated')

// The facts a level follows from; a partner that changes in any other way stands where it stood.
const RATED: readonly (keyof PlannedFacts)[] = ['country', 'employees']

const recordChange = (ctx: WriteCtx, change: BulkChange, origin: Origin): void => {
  const { partner, before, after, removedContacts, removedNotes } = change
  const fields = changedKeys(before, after)
  ctx.record({
    stream: 'partner',
    event: 'partner.updated',
    subject: { type: 'partner', id: partner.id },
    before: {
      ...Object.fromEntries(fields.map((key) => [key, before[key]])),
      ...(removedContacts.length === 0 ? {} : { contactIds: [...removedContacts] }),
      ...(removedNotes.length === 0 ? {} : { noteIds: [...removedNotes] }),
    },
    after: { ...Object.fromEntries(fields.map((key) => [key, after[key]])), ...recordsOf(change) },
    reason: `${origin.event} ${origin.id}`,
  })
  if (fields.some((key) => RATED.includes(key))) ctx.emit('partner.updated', { partnerId: partner.id })
}

type Edited = { part: readonly BulkChange[]; changed: BulkPartner[] }

const changeSome = async (ctx: WriteCtx, { part: list, changed }: Edited, origin: Origin, zoneOf: ZoneOf) => {
  const { tenant } = ctx.actor
  if ((await updatePartners(ctx.db, tenant, changed)) !== changed.length)
    throw platformErrors.changed_meanwhile({ version: 0 })
  const contacts = list.flatMap((change) =>
    contactRows(ctx, zoneOf, change.partner.id, change.after.country, change.contacts),
  )
  await insertContacts(ctx.db, contacts)
  await insertNotes(
    ctx.db,
    list.flatMap(({ partner, notes }) => noteRows(ctx, partner.id, notes)),
  )
  await removeNotes(
    ctx.db,
    tenant,
    list.flatMap(({ removedNotes }) => removedNotes),
  )
  await insertEvents(
    ctx.db,
    list.map((change) => eventRow(ctx, change.partner.id, eventOf(origin), origin, changesIn(change))),
  )
}

/** Tells in the histories of partners what a file brought them, or its undoing took back, besides facts. */
export const noteInBulk = (
  ctx: WriteCtx,
  list: readonly { partnerId: string; changed: readonly string[] }[],
  origin: Origin,
): Promise<void> =>
  insertEvents(
    ctx.db,
    list.map(({ partnerId, changed }) => eventRow(ctx, partnerId, eventOf(origin), origin, changed)),
  )

/** Takes contacts back that nothing refers to by now; gives those it took. */
export const takeBackContacts = (ctx: WriteCtx, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  authorize(ctx, partnerRights.update)
  return removeUnusedContacts(ctx.db, ctx.actor.tenant, ids)
}

/** Changes many partners from the versions read in the same transaction; each change is recorded as an edit by hand would be. */
export const changePartnersInBulk = async (
  ctx: WriteCtx,
  list: readonly BulkChange[],
  origin: Origin,
): Promise<void> => {
  authorize(ctx, partnerRights.update)
  const zoneOf = await zonesByCountry(ctx)
  await inStep(
    partsOf(list, PER_PART),
    async (part) => ({
      part,
      changed: await mapInTurns(part, (change): BulkPartner => {
        recordChange(ctx, change, origin)
        const { partner, after } = change
        const { keys, search } = keyed(after)
        const row = { ...partner, ...rowOf(after), ...keys, version: partner.version + 1, updatedAt: ctx.now }
        return { row, search, unitIds: after.unitIds }
      }),
    }),
    (edited) => changeSome(ctx, edited, origin, zoneOf),
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
