import type { RiskLevel } from '../../domain/risk/level.ts'
import type { PlainDate } from '../../domain/time.ts'
import { authorize, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { noteOnTimelines } from '../partners/partner.service.ts'
import { noteAssessmentStandings } from '../partners/partner-standing.service.ts'
import { type AnswerRow, answersByRequest, insertPrefilled } from './answer.store.ts'
import { buyerName, type Contact, contactsById, partnersToAsk } from './ask.queries.ts'
import { assessmentRights } from './assessment.policy.ts'
import { readAddressForms, readChecklist, readLevels } from './assessment-catalog.service.ts'
import { openAnswerDeadlines } from './assessment-deadlines.service.ts'
import { linkOf, requestValues } from './assessment-mail.service.ts'
import { queueRequestMails } from './assessment-notices.service.ts'
import { fairnessProblems } from './fairness.service.ts'
import { issueLeadGrants } from './grant.service.ts'
import { askForReview } from './individual-review.service.ts'
import { hoursFor } from './proposal.service.ts'
import { askedSet, type LoadedSet, loadSet, progressOf, ruleAnswers, snapshotSet } from './question-set.service.ts'
import { lastConfirmedOf, lockRequests, type Request, updateRequests } from './request.store.ts'
import type { PreviousAnswers } from './request.tables.ts'
import { asLevel, assertMove } from './send.service.ts'

type Draft = Request & { deadline: PlainDate }
type Reachable = Contact & { email: string }
/** A draft that may go, with everything its partner is asked and told. */
type Ready = { draft: Draft; company: string; contact: Reachable | null; set: LoadedSet; previous: PreviousAnswers }

const isReachable = (contact: Contact | undefined): contact is Reachable =>
  contact !== undefined && contact.email !== null

/** The question sets of these drafts as they are asked today, each kept once. */
const setsOf = async (ctx: WriteCtx, drafts: readonly Draft[]): Promise<ReadonlyMap<RiskLevel, LoadedSet>> => {
  const checklist = await readChecklist(ctx)
  const sets = new Map<RiskLevel, LoadedSet>()
  for (const level of new Set(drafts.map(({ set }) => asLevel(set))))
    sets.set(level, await loadSet(ctx, await snapshotSet(ctx, askedSet(checklist, level))))
  return sets
}

/** Last time's answers of each of these partners. */
const lastTime = async (ctx: WriteCtx, partnerIds: readonly string[]) => {
  const { tenant } = ctx.actor
  const confirmed = await lastConfirmedOf(ctx.db, tenant, partnerIds)
  const given = await answersByRequest(
    ctx.db,
    tenant,
    confirmed.map(({ id }) => id),
  )
  return new Map(confirmed.map(({ id, partnerId }) => [partnerId, given.get(id) ?? []]))
}

/** What was answered last time to questions that are asked again. */
const askedAgain = (rows: readonly AnswerRow[], { asked }: LoadedSet): PreviousAnswers => {
  const keys = new Set(asked.items.map(({ key }) => key))
  return Object.fromEntries(
    rows
      .filter(({ questionKey }) => keys.has(questionKey))
      .map(({ questionKey, value, comment }) => [questionKey, { value, comment }]),
  )
}

const makeReady = async (
  ctx: WriteCtx,
  drafts: readonly { draft: Draft; company: string }[],
): Promise<readonly Ready[]> => {
  const contacts = await contactsById(
    ctx.db,
    ctx.actor.tenant,
    drafts.flatMap(({ draft }) => draft.contactId ?? []),
  )
  const sets = await setsOf(
    ctx,
    drafts.map(({ draft }) => draft),
  )
  const before = await lastTime(
    ctx,
    drafts.map(({ draft }) => draft.partnerId),
  )
  return drafts.map(({ draft, company }) => {
    const contact = contacts.get(draft.contactId ?? '')
    const set = sets.get(asLevel(draft.set))
    if (set === undefined) throw new Error(`no question set for ${draft.set}`)
    const previous = askedAgain(before.get(draft.partnerId) ?? [], set)
    return { draft, company, contact: isReachable(contact) ? contact : null, set, previous }
  })
}

const prefilled = (ctx: WriteCtx, { draft, previous }: Ready): AnswerRow[] =>
  Object.entries(previous).map(([questionKey, { value, comment }]) => ({
    tenantId: draft.tenantId,
    requestId: draft.id,
    questionKey,
    revision: 1,
    value,
    comment,
    equivalent: false,
    source: 'prefilled' as const,
    byGrant: null,
    byMember: null,
    at: ctx.now,
  }))

const sentRow = (ctx: WriteCtx, ready: Ready, filled: readonly AnswerRow[], deadlineId: string): Request => {
  const { draft, contact, set, previous } = ready
  const { shown, answered, percent } = progressOf(set, ruleAnswers(filled, []))
  return {
    ...draft,
    version: draft.version + 1,
    updatedAt: ctx.now,
    state: contact === null ? 'open' : assertMove(draft, 'send', 'requester'),
    questionSetId: set.id,
    previous,
    shown,
    answered,
    percent,
    deadlineId,
    delivery: contact === null ? 'letter' : 'queued',
    sentAt: ctx.now,
    openedAt: contact === null ? ctx.now : null,
  }
}

const CHANGED = [
  'state',
  'questionSetId',
  'previous',
  'shown',
  'answered',
  'percent',
  'deadlineId',
  'delivery',
  'sentAt',
  'openedAt',
] as const

/** Gives everyone who can be written to a link and queues the mails with it. */
const mailLinks = async (ctx: WriteCtx, ready: readonly Ready[]): Promise<void> => {
  const mailed = ready.flatMap(({ contact, ...rest }) => (contact === null ? [] : [{ contact, ...rest }]))
  const links = await issueLeadGrants(
    ctx,
    mailed.map(({ draft, contact: { id, name, email } }) => ({
      request: draft,
      to: { contactId: id, name, address: email },
    })),
  )
  const [levels, forms, buyer] = [
    await readLevels(ctx),
    await readAddressForms(ctx),
    await buyerName(ctx.db, ctx.actor.tenant),
  ]
  await queueRequestMails(
    ctx,
    mailed.flatMap(({ draft, company, contact, set }, at) => {
      const link = links[at]
      if (link === undefined) return []
      const size = { questions: set.asked.items.length, hours: hoursFor(levels, asLevel(draft.set)) }
      const to = { lang: contact.lang, company, person: contact.name, buyer }
      return {
        request: draft,
        template: 'assessment-request' as const,
        to: { grantId: link.id, address: contact.email, lang: contact.lang },
        variables: requestValues(forms, draft, to, size, linkOf(draft.portalUrl, link.token)),
      }
    }),
  )
}

const sendAll = async (ctx: WriteCtx, drafts: readonly { draft: Draft; company: string }[]): Promise<void> => {
  if (drafts.length === 0) return
  const ready = await makeReady(ctx, drafts)
  const filled = ready.map((one) => prefilled(ctx, one))
  await insertPrefilled(ctx.db, filled.flat())
  const deadlines = await openAnswerDeadlines(
    ctx,
    ready.map(({ draft }) => ({ request: draft, deadline: draft.deadline })),
  )
  const sent = ready.map((one, at) => sentRow(ctx, one, filled[at] ?? [], deadlines[at] ?? ''))
  const changed = await updateRequests(ctx.db, ctx.actor.tenant, sent, CHANGED)
  if (changed !== sent.length) throw new Error('a request changed although it was locked')
  await mailLinks(ctx, ready)
  await noteAssessmentStandings(
    ctx,
    sent.map(({ partnerId, state, deadline }) => ({ partnerId, assessmentState: state, answerDue: deadline })),
  )
  await noteOnTimelines(
    ctx,
    ready.map(({ draft: { id, no, partnerId, deadline }, set }) => ({
      partnerId,
      kind: 'assessment',
      event: 'assessment.sent',
      params: { no, questions: set.asked.items.length, deadline },
      subject: { type: 'assessment', id },
    })),
  )
  for (const { id, state, questionSetId, deadline, delivery } of sent)
    ctx.record({
      stream: 'assessment',
      event: 'assessment.sent',
      subject: { type: 'assessment', id },
      before: { state: 'draft' },
      after: { state, questionSetId, deadline, delivery },
    })
}

/** What keeps a request back; the review of a single case is asked for only once everything else is fair. */
const problemsOf = async (ctx: WriteCtx, request: Request, partner: { name: string; connectionBits: number }) => {
  const others = fairnessProblems(ctx, request, partner.connectionBits, 'done')
  if (others.length > 0) return others
  const review = await askForReview(ctx, request, partner)
  return fairnessProblems(ctx, request, partner.connectionBits, review)
}

/** Sends drafts to their partners, all at once; a request that is not fair as it stands is held back with the reasons, the others go. */
export const sendRequests = async (ctx: WriteCtx, ids: readonly string[]) => {
  const scope = authorize(ctx, assessmentRights.ask)
  const wanted = [...new Set(ids)]
  const requests = await lockRequests(ctx.db, ctx.actor.tenant, scope, wanted)
  if (requests.length !== wanted.length) throw platformErrors.not_found()
  const partnerIds = [...new Set(requests.map(({ partnerId }) => partnerId))]
  const found = await partnersToAsk(ctx.db, ctx.actor.tenant, scope, partnerIds)
  const partners = new Map(found.map((partner) => [partner.id, partner]))
  const ready: { draft: Draft; company: string }[] = []
  const held: { id: string; problems: { code: string; message: string }[] }[] = []
  for (const request of requests) {
    assertMove(request, 'send', 'requester')
    const partner = partners.get(request.partnerId)
    if (partner === undefined) throw platformErrors.not_found()
    const { id, deadline } = request
    const problems = await problemsOf(ctx, request, partner)
    if (problems.length > 0 || deadline === null) held.push({ id, problems })
    else ready.push({ draft: { ...request, deadline }, company: partner.name })
  }
  await sendAll(ctx, ready)
  return { sent: ready.map(({ draft }) => draft.id), held }
}
