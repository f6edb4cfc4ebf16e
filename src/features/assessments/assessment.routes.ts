import type { PlainDate } from '../../domain/time.ts'
import { command, query, type Route } from '../../platform/http/route.ts'
import { draftRequests, editDraft } from './ask.service.ts'
import {
  AssessmentFilter,
  AssessmentList,
  AssessmentListQuery,
  AssessmentStatus,
  AssessmentView,
  DraftBody,
  Drafted,
  DraftUpdate,
  ExtendBody,
  GrantParams,
  IdParams,
  LangQuery,
  Letter,
  MailPreview,
  ProposalBody,
  Proposals,
  ReasonBody,
  SendBody,
  Sent,
  SpokenCode,
} from './assessment.contract.ts'
import { assessmentErrors } from './assessment.errors.ts'
import {
  browseRequests,
  countByState,
  previewRequestMail,
  seeAsPartner,
  showHistory,
  showRequest,
} from './assessment-list.service.ts'
import { codeToReadOut, makeLetter } from './letter.service.ts'
import { PortalRequest } from './portal.contract.ts'
import { proposeRequests } from './proposal.service.ts'
import { HistoryQuery, ResultHistory } from './result.contract.ts'
import { extendRequest, resendRequest, withdrawRequest } from './send.service.ts'
import { sendRequests } from './send-drafts.service.ts'

const states = [assessmentErrors.wrong_state]

/** Routes of asking: propose, draft, send, send again, take back; and the lists that show where each request stands. */
export const assessmentRoutes = (portalUrl: string): Route[] => [
  query(
    {
      method: 'GET',
      path: '/assessments',
      summary: 'List assessments',
      query: AssessmentListQuery,
      response: AssessmentList,
    },
    (ctx, { query }) => browseRequests(ctx, query),
  ),
  query(
    {
      method: 'GET',
      path: '/assessments/status',
      summary: 'Count assessments by state',
      query: AssessmentFilter,
      response: AssessmentStatus,
    },
    (ctx, { query }) => countByState(ctx, query),
  ),
  query(
    {
      method: 'GET',
      path: '/assessments/results',
      summary: 'Results of a partner, newest first',
      query: HistoryQuery,
      response: ResultHistory,
    },
    (ctx, { query }) => showHistory(ctx, query.partnerId),
  ),
  // A list of partners may be too long for an address, so reading it is a POST; it changes nothing.
  command(
    {
      method: 'POST',
      path: '/assessments/proposals',
      summary: 'Propose question sets',
      body: ProposalBody,
      response: Proposals,
    },
    (ctx, { body }) => proposeRequests(ctx, body.partnerIds),
  ),
  command(
    {
      method: 'POST',
      path: '/assessments',
      summary: 'Draft requests',
      body: DraftBody,
      response: Drafted,
      status: 201,
      errors: [assessmentErrors.archived, assessmentErrors.already_running, assessmentErrors.no_set],
    },
    (ctx, { body }) => draftRequests(ctx, { ...body, deadline: body.deadline as PlainDate | null, portalUrl }),
  ),
  command(
    {
      method: 'POST',
      path: '/assessments/send',
      summary: 'Send drafted requests',
      body: SendBody,
      response: Sent,
      errors: states,
    },
    (ctx, { body }) => sendRequests(ctx, body.ids),
  ),
  query(
    {
      method: 'GET',
      path: '/assessments/:id',
      summary: 'One assessment with its answers',
      params: IdParams,
      response: AssessmentView,
    },
    (ctx, { params }) => showRequest(ctx, params.id),
  ),
  command(
    {
      method: 'PATCH',
      path: '/assessments/:id',
      summary: 'Change a draft',
      params: IdParams,
      body: DraftUpdate,
      response: AssessmentView,
      versioned: true,
      errors: states,
    },
    async (ctx, { params, version, body }) => {
      await editDraft(ctx, params.id, version, { ...body, deadline: body.deadline as PlainDate | null | undefined })
      return showRequest(ctx, params.id)
    },
  ),
  query(
    {
      method: 'GET',
      path: '/assessments/:id/mail',
      summary: 'The mail as the partner would get it',
      params: IdParams,
      query: LangQuery,
      response: MailPreview,
    },
    (ctx, { params, query }) => previewRequestMail(ctx, params.id, query.lang),
  ),
  query(
    {
      method: 'GET',
      path: '/assessments/:id/as-partner',
      summary: 'The answering page as the partner sees it',
      params: IdParams,
      query: LangQuery,
      response: PortalRequest,
    },
    (ctx, { params, query }) => seeAsPartner(ctx, params.id, query.lang),
  ),
  command(
    {
      method: 'POST',
      path: '/assessments/:id/resend',
      summary: 'Send the mail once more',
      params: IdParams,
      response: undefined,
      errors: [...states, assessmentErrors.no_address],
    },
    async (ctx, { params }) => {
      await resendRequest(ctx, params.id)
      return undefined
    },
  ),
  command(
    {
      method: 'POST',
      path: '/assessments/:id/withdraw',
      summary: 'Take a request back',
      params: IdParams,
      body: ReasonBody,
      response: undefined,
      errors: states,
    },
    async (ctx, { params, body }) => {
      await withdrawRequest(ctx, params.id, body.reason)
      return undefined
    },
  ),
  command(
    {
      method: 'POST',
      path: '/assessments/:id/extend',
      summary: 'Give more time',
      params: IdParams,
      body: ExtendBody,
      response: undefined,
      errors: [...states, assessmentErrors.past_deadline, assessmentErrors.day_over],
    },
    async (ctx, { params, body }) => {
      await extendRequest(ctx, params.id, body.deadline as PlainDate, body.reason)
      return undefined
    },
  ),
  command(
    {
      method: 'POST',
      path: '/assessments/:id/letter',
      summary: 'Make a printed letter',
      params: IdParams,
      response: Letter,
      errors: states,
    },
    (ctx, { params }) => makeLetter(ctx, params.id),
  ),
  command(
    {
      method: 'POST',
      path: '/assessments/:id/links/:grantId/code',
      summary: 'Make a code to read out over the telephone',
      params: GrantParams,
      response: SpokenCode,
    },
    (ctx, { params }) => codeToReadOut(ctx, params.id, params.grantId),
  ),
]
