import { rightsHeld } from '../../domain/access/access.ts'
import { MATURITY_BANDS } from '../../domain/maturity/policy.ts'
import { displayScore } from '../../domain/maturity/score.ts'
import { authorize, type ReadCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { priorTrend } from '../imports/import.queries.ts'
import { answersOf, filesOf, latestSubmission, revisionsOf } from './answer.store.ts'
import { askerOf, buyerName, contactById, partnerName, partnersToAsk } from './ask.queries.ts'
import { assessmentRights } from './assessment.policy.ts'
import { countRequests, listRequests, type RequestFilter, type RequestReader } from './assessment.queries.ts'
import { readAddressForms, readChecklist, readLevels } from './assessment-catalog.service.ts'
import { linkOf, previewMail, requestValues } from './assessment-mail.service.ts'
import { foreseeResult, wordsOf } from './confirm.service.ts'
import { fairnessProblems } from './fairness.service.ts'
import { checkNumberOf } from './grant.service.ts'
import { seeReview } from './individual-review.service.ts'
import { portalView, questionViews, readerLanguage, sectionViews } from './portal-view.service.ts'
import { hoursFor } from './proposal.service.ts'
import { inLanguage, loadSet, previewSet, progressOf, ruleAnswers } from './question-set.service.ts'
import { getRequest, liveGrants, type Request } from './request.store.ts'
import { resultView } from './result-view.service.ts'
import { commentsOf, resultOf, resultsOf, reviewsOf } from './review.store.ts'
import { asLevel } from './send.service.ts'

const readerOf = (ctx: ReadCtx): RequestReader => ({
  tenant: ctx.actor.tenant,
  scope: authorize(ctx, assessmentRights.read),
  memberId: ctx.actor.memberId,
  today: ctx.today,
})

/** Gets a request whose partner the reader may see. */
export const seenRequest = async (ctx: ReadCtx, id: string): Promise<Request> => {
  const request = await getRequest(ctx.db, ctx.actor.tenant, authorize(ctx, assessmentRights.read), id)
  if (request === undefined) throw platformErrors.not_found()
  return request
}

/** The questions of a request: as they were asked, or for a draft as they would be asked now. */
export const setToShow = async (ctx: ReadCtx, request: Request) =>
  request.questionSetId === null
    ? previewSet(await readChecklist(ctx), asLevel(request.set))
    : loadSet(ctx, request.questionSetId)

/** Lists requests in the reader's part of the network, the newest first, a page at a time. */
export const browseRequests = async (
  ctx: ReadCtx,
  { after, limit, ...filter }: RequestFilter & { after?: string | undefined; limit: number },
) => ({
  ...(await listRequests(ctx.db, readerOf(ctx), filter, {
    after: after === undefined ? undefined : Number(after),
    limit,
  })),
  can: rightsHeld(assessmentRights, ctx.actor.grants),
})

/** Counts requests by state, with those overdue and those whose mail failed. */
export const countByState = (ctx: ReadCtx, filter: RequestFilter) => countRequests(ctx.db, readerOf(ctx), filter)

const foreseen = async (ctx: ReadCtx, request: Request, level: number | null) => {
  const { outcome, change, next, levels } = await foreseeResult(ctx, request, level)
  const words = wordsOf(levels, outcome.band)
  return {
    score: outcome.score === null ? null : displayScore(outcome.score),
    scoreBp: outcome.score?.basisPoints ?? null,
    band: outcome.band,
    bandByScore: outcome.bandByScore,
    cappedBy: [...outcome.cappedBy],
    manyNotApplicable: outcome.manyNotApplicable,
    change: change.kind,
    changeBp: 'changeBasisPoints' in change ? change.changeBasisPoints : null,
    reaction: change.kind === 'dropped' ? change.reaction : null,
    nextDue: next.dueOn,
    nextStep: words === null ? null : inLanguage(words.nextStep, ctx.actor.locale),
    help: words?.help ?? null,
    breakdown: outcome.breakdown.map(({ category, basisPoints, counts }) => ({
      category,
      scoreBp: basisPoints,
      counts,
    })),
  }
}

/** Everything a reviewer needs of one request: answers with evidence beside last time's, decisions, thread, what confirming would do. */
export const showRequest = async (ctx: ReadCtx, id: string) => {
  const request = await seenRequest(ctx, id)
  const { tenant, locale } = ctx.actor
  const scope = authorize(ctx, assessmentRights.read)
  const [partner] = await partnersToAsk(ctx.db, tenant, scope, [request.partnerId])
  const set = await setToShow(ctx, request)
  const rows = await answersOf(ctx.db, tenant, id)
  const files = await filesOf(ctx.db, tenant, id)
  const reviews = await reviewsOf(ctx.db, tenant, id, request.submissionNo)
  const submission = await latestSubmission(ctx.db, tenant, id)
  const result = await resultOf(ctx.db, tenant, id)
  const { member } = await askerOf(ctx.db, tenant, request.ownerId)
  const reviewing = request.state === 'submitted'
  const connectionBits = partner?.connectionBits ?? 0
  return {
    id,
    version: request.version,
    no: request.no,
    partnerId: request.partnerId,
    partnerName: partner?.name ?? '',
    level: partner?.level ?? null,
    set: request.set,
    state: request.state,
    delivery: request.delivery,
    failure: request.failure,
    necessity: request.necessity,
    scope: request.scope,
    method: request.method,
    deadline: request.deadline,
    equivalentAccepted: request.equivalentAccepted,
    helpOffered: request.helpOffered,
    reviewReason: request.reviewReason,
    returnWords: request.returnWords,
    owner: member?.name ?? '',
    sentAt: request.sentAt,
    openedAt: request.openedAt,
    submittedAt: request.submittedAt,
    submissionNo: request.submissionNo,
    submissionHash: submission?.hash ?? null,
    problems:
      request.state === 'draft'
        ? fairnessProblems(ctx, request, connectionBits, await seeReview(ctx, request, connectionBits))
        : [],
    sections: sectionViews(set, null, locale),
    categories: set.asked.categories.map(({ key, title }) => ({ key, title: title[locale] })),
    items: questionViews(set, null, locale).map((question) => {
      const row = rows.find(({ questionKey }) => questionKey === question.key)
      const review = reviews.find(({ questionKey }) => questionKey === question.key)
      const before = Object.hasOwn(request.previous, question.key) ? request.previous[question.key] : undefined
      return {
        key: question.key,
        section: question.section,
        category: question.category,
        label: question.label,
        question: question.question,
        keyItem: question.keyItem,
        evidenceWanted: question.evidence,
        meanings: question.answers,
        answer:
          row === undefined
            ? null
            : {
                value: String(row.value),
                comment: row.comment,
                equivalent: row.equivalent,
                revision: row.revision,
                source: row.source,
                at: row.at,
                files: files
                  .filter(({ questionKey }) => questionKey === question.key)
                  .map(({ id: fileId, name, size, mediaType, sha256 }) => ({
                    id: fileId,
                    name,
                    size,
                    mediaType,
                    sha256,
                  })),
              },
        previous: before === undefined ? null : { value: String(before.value), comment: before.comment },
        changed: before !== undefined && row !== undefined && String(before.value) !== String(row.value),
        review:
          review === undefined
            ? null
            : {
                decision: review.decision,
                comment: review.comment,
                until: review.until,
                automatic: review.by === null,
              },
      }
    }),
    progress: progressOf(set, ruleAnswers(rows, files)),
    foreseen: reviewing ? await foreseen(ctx, request, partner?.level ?? null) : null,
    result: result === undefined ? null : resultView(result, set, locale),
    comments: (await commentsOf(ctx.db, tenant, id)).map((comment) => ({
      id: comment.id,
      questionKey: comment.questionKey,
      audience: comment.audience,
      topic: comment.topic,
      text: comment.text,
      from: comment.byMember === null ? ('partner' as const) : ('buyer' as const),
      name: comment.byName,
      at: comment.createdAt,
    })),
    links: (await liveGrants(ctx.db, tenant, id)).map((grant) => ({
      id: grant.id,
      role: grant.role,
      name: grant.name,
      byMail: grant.address !== null,
      check: checkNumberOf(grant.tokenHash),
      openedAt: grant.openedAt,
    })),
    can: rightsHeld(assessmentRights, ctx.actor.grants),
  }
}

// A page saves while somebody writes, so an answer may have any number of revisions.
const MOST_REVISIONS = 200

/** The last revisions of one answer, the oldest first. */
export const showRevisions = async (ctx: ReadCtx, id: string, questionKey: string) => {
  await seenRequest(ctx, id)
  const rows = await revisionsOf(ctx.db, ctx.actor.tenant, id, questionKey, MOST_REVISIONS)
  return {
    items: rows.toReversed().map(({ revision, value, comment, source, at }) => ({
      revision,
      value: String(value),
      comment,
      source,
      at,
    })),
  }
}

/** A partner's results, newest first, with the scores from before that were taken in from a register, and the bands in force. */
export const showHistory = async (ctx: ReadCtx, partnerId: string) => {
  const scope = authorize(ctx, assessmentRights.read)
  if ((await partnersToAsk(ctx.db, ctx.actor.tenant, scope, [partnerId])).length === 0) throw platformErrors.not_found()
  const rows = await resultsOf(ctx.db, ctx.actor.tenant, partnerId, 100)
  const items = []
  for (const row of rows) {
    items.push(resultView(row, await loadSet(ctx, row.questionSetId), ctx.actor.locale))
  }
  const { bandsFrom } = (await readLevels(ctx)).maturityRules
  return {
    items,
    earlier: await priorTrend(ctx.db, ctx.actor.tenant, partnerId),
    bands: MATURITY_BANDS.map((band) => ({ band, from: band === 'M1' ? 0 : bandsFrom[band] })),
  }
}

/** The mail as this partner would get it, in one language; the link in it opens nothing. */
export const previewRequestMail = async (ctx: ReadCtx, id: string, lang: string | undefined) => {
  const request = await seenRequest(ctx, id)
  const contact =
    request.contactId === null ? undefined : await contactById(ctx.db, request.tenantId, request.contactId)
  const language = readerLanguage(lang, request.lang)
  const set = await setToShow(ctx, request)
  const values = requestValues(
    await readAddressForms(ctx),
    request,
    {
      lang: language,
      company: await partnerName(ctx.db, request.tenantId, request.partnerId),
      person: contact?.name ?? null,
      buyer: await buyerName(ctx.db, request.tenantId),
    },
    { questions: set.asked.items.length, hours: hoursFor(await readLevels(ctx), asLevel(request.set)) },
    linkOf(request.portalUrl, '…'),
  )
  return previewMail(ctx, 'assessment-request', language, values)
}

/** The answering page as the partner sees it, for reading only. */
export const seeAsPartner = async (ctx: ReadCtx, id: string, lang: string | undefined) => {
  const request = await seenRequest(ctx, id)
  const set = await setToShow(ctx, request)
  const rows = await answersOf(ctx.db, request.tenantId, id)
  const files = await filesOf(ctx.db, request.tenantId, id)
  const page = portalView({
    request,
    set,
    answers: rows,
    files,
    reviews: await reviewsOf(ctx.db, request.tenantId, id, request.submissionNo),
    buyer: await buyerName(ctx.db, request.tenantId),
    company: await partnerName(ctx.db, request.tenantId, request.partnerId),
    sections: null,
    role: 'lead',
    lang: readerLanguage(lang, request.lang),
    progress: progressOf(set, ruleAnswers(rows, files)),
  })
  // A draft shows what will be seen once it is sent: the page still open for answers.
  return { ...page, editable: page.editable || request.state === 'draft', messages: [] }
}
