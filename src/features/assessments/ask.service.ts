import { RISK_LEVELS, type RiskLevel } from '../../domain/risk/level.ts'
import type { PlainDate } from '../../domain/time.ts'
import { authorize, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { noteAssessmentStandings } from '../partners/partner-standing.service.ts'
import { askerOf, contactsToAsk, unitsOfPartners } from './ask.queries.ts'
import { assessmentErrors, wrongState } from './assessment.errors.ts'
import { assessmentRights } from './assessment.policy.ts'
import { readLevels } from './assessment-catalog.service.ts'
import { fairnessProblems } from './fairness.service.ts'
import { partnersOrNotFound } from './proposal.service.ts'
import { getRequest, insertRequests, type NewRequest, nextNumber, runningFor, updateRequest } from './request.store.ts'

export type Wish = {
  necessity: string
  scope: string
  method: string
  deadline: PlainDate | null
  equivalentAccepted: boolean
  helpOffered: string
  reviewReason: string
  contactWays: string
  department: string
}

const MOST_NAMES = 5
const namesOf = (names: readonly string[]): string => names.slice(0, MOST_NAMES).join('、')

/** Drafts one request for each partner with the question set of its level or the one chosen; fairness is shown, and binds at sending. */
export const draftRequests = async (
  ctx: WriteCtx,
  body: Wish & { partners: readonly { partnerId: string; set: RiskLevel | null }[]; portalUrl: string },
) => {
  const scope = authorize(ctx, assessmentRights.ask)
  const tenant = ctx.actor.tenant
  const ownerId = ctx.actor.memberId
  if (ownerId === null) throw platformErrors.not_found()
  const { partners: wanted, portalUrl, contactWays, department, ...wish } = body
  const partners = await partnersOrNotFound(
    ctx,
    scope,
    wanted.map(({ partnerId }) => partnerId),
  )
  const archived = partners.filter(({ stage }) => stage === 'archived').map(({ name }) => name)
  if (archived.length > 0) throw assessmentErrors.archived({ partners: namesOf(archived) })
  const ids = partners.map(({ id }) => id)
  // Taken before looking what runs: two people who ask the same partner at once wait for each other here.
  let no = await nextNumber(ctx.db, tenant)
  const running = await runningFor(ctx.db, tenant, ids)
  if (running.length > 0) {
    const names = partners.filter(({ id }) => running.some((row) => row.partnerId === id)).map(({ name }) => name)
    throw assessmentErrors.already_running({ partners: namesOf(names) })
  }
  const contacts = await contactsToAsk(ctx.db, tenant, ids)
  const { company, member } = await askerOf(ctx.db, tenant, ownerId)
  const levels = await readLevels(ctx)
  const unitNames = department === '' ? await unitsOfPartners(ctx.db, tenant, ids) : new Map<string, string>()
  const chosenSets = new Map(wanted.map(({ partnerId, set }) => [partnerId, set]))
  const rows: NewRequest[] = []
  for (const partner of partners) {
    const chosen = chosenSets.get(partner.id) ?? null
    const set = chosen ?? (partner.level === null ? null : (RISK_LEVELS[partner.level] ?? null))
    if (set === null) throw assessmentErrors.no_set()
    const [contact] = contacts.get(partner.id) ?? []
    rows.push({
      ...wish,
      tenantId: tenant,
      id: ctx.newId(),
      no,
      partnerId: partner.id,
      set,
      questionSetId: null,
      level: partner.level,
      levelVersion: levels.version,
      state: 'draft',
      contactId: contact?.id ?? null,
      contact: {
        name: member?.name ?? '',
        department: department === '' ? (unitNames.get(partner.id) ?? '') : department,
        ways: contactWays === '' ? (member?.email ?? '') : contactWays,
      },
      ownerId,
      lang: contact?.lang ?? 'ja',
      tz: contact?.tz ?? company.tz,
      portalUrl,
      delivery: 'none',
      previous: {},
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    no += 1
  }
  await insertRequests(ctx.db, rows)
  await noteAssessmentStandings(
    ctx,
    rows.map(({ partnerId }) => ({ partnerId, assessmentState: 'draft' })),
  )
  for (const row of rows)
    ctx.record({
      stream: 'assessment',
      event: 'assessment.drafted',
      subject: { type: 'assessment', id: row.id },
      after: { no: row.no, partnerId: row.partnerId, set: row.set, ...wish },
    })
  const bitsOf = new Map(partners.map(({ id, connectionBits }) => [id, connectionBits]))
  return {
    items: rows.map((row) => {
      const draft = { ...row, deadline: row.deadline ?? null }
      const review = row.reviewReason.trim() === '' ? 'missing' : 'done'
      return {
        id: row.id,
        no: row.no,
        partnerId: row.partnerId,
        problems: fairnessProblems(ctx, draft, bitsOf.get(row.partnerId) ?? 0, review),
      }
    }),
  }
}

/** Changes a draft from the version the editor saw. */
export const editDraft = async (
  ctx: WriteCtx,
  id: string,
  version: number,
  change: { [K in keyof Omit<Wish, 'contactWays' | 'department'>]?: Wish[K] | undefined } & {
    set?: RiskLevel | undefined
  },
): Promise<void> => {
  const scope = authorize(ctx, assessmentRights.ask)
  const before = await getRequest(ctx.db, ctx.actor.tenant, scope, id)
  if (before === undefined) throw platformErrors.not_found()
  if (before.version !== version) throw platformErrors.changed_meanwhile({ version: before.version })
  if (before.state !== 'draft') throw wrongState(before.state)
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  if (!(await updateRequest(ctx.db, before, given, ctx.now)))
    throw platformErrors.changed_meanwhile({ version: before.version + 1 })
  ctx.record({
    stream: 'assessment',
    event: 'assessment.edited',
    subject: { type: 'assessment', id },
    before: Object.fromEntries(Object.keys(given).map((key) => [key, before[key as keyof typeof before] ?? null])),
    after: given,
  })
}
