import { createThrottle } from '../../platform/auth/throttle.ts'
import { csrfOf } from '../../platform/auth/token.ts'
import { platformErrors } from '../../platform/errors.ts'
import { PORTAL_COOKIE, PORTAL_CSRF_COOKIE } from '../../platform/http/mount.ts'
import { command, open, query, type Route } from '../../platform/http/route.ts'
import type { Engine } from '../../platform/work.ts'
import { IdParams, LangQuery } from './assessment.contract.ts'
import { assessmentErrors, portalErrors } from './assessment.errors.ts'
import { delegateSections, endDelegate, showDelegates } from './delegate.service.ts'
import { addEvidence, EVIDENCE_UPLOAD, openOwnEvidence, removeEvidence } from './evidence.service.ts'
import {
  DelegateBody,
  Delegates,
  EvidenceView,
  KeyParams,
  LinkBody,
  LinkOpened,
  MessageBody,
  Missing,
  PortalAnswer,
  PortalAnswerBody,
  PortalRequest,
  UploadQuery,
} from './portal.contract.ts'
import {
  answerFromPortal,
  missingInPortal,
  ownResult,
  showPortal,
  submitFromPortal,
  writeToBuyer,
} from './portal.service.ts'
import { closePortal, openLink, PORTAL_SESSION_SECONDS } from './portal-session.service.ts'
import { OwnResult } from './result.contract.ts'
import { Made, Submitted } from './review.contract.ts'

const access = 'portal' as const

const throttlesOf = (engine: Engine) => ({
  ip: createThrottle(engine.pools, 'portal-ip', { points: 60, seconds: 900, blockSeconds: 900 }),
  link: createThrottle(engine.pools, 'portal-link', { points: 12, seconds: 900, blockSeconds: 900 }),
})

const refusals = [assessmentErrors.locked, assessmentErrors.unknown_question, assessmentErrors.section_closed]

/** Routes of the partner's answering page; each sees the one request of its link and nothing else. */
export const portalRoutes: Route[] = [
  open(
    {
      method: 'POST',
      path: '/portal/session',
      access: 'public',
      summary: 'Open a link',
      body: LinkBody,
      response: LinkOpened,
      errors: [portalErrors.unknown_link, portalErrors.closed_link, portalErrors.code_wrong, platformErrors.too_many],
    },
    async ({ engine }, { body, cookie, setCookie, ip, userAgent, correlation }) => {
      const attempt = { ...body, code: body.code, device: cookie(PORTAL_COOKIE), ip, userAgent, correlation }
      const outcome = await openLink(engine, throttlesOf(engine), attempt)
      if (outcome.status !== 'open')
        return { status: outcome.status, hint: outcome.status === 'code_sent' ? outcome.hint : null }
      const maxAgeSeconds = PORTAL_SESSION_SECONDS
      setCookie({ name: PORTAL_COOKIE, value: outcome.token, maxAgeSeconds, httpOnly: true })
      setCookie({ name: PORTAL_CSRF_COOKIE, value: csrfOf(outcome.token), maxAgeSeconds, httpOnly: false })
      return { status: 'open' as const, hint: null }
    },
  ),
  command(
    { method: 'DELETE', path: '/portal/session', access, summary: 'Leave this device', response: undefined },
    async (ctx, { token, setCookie }) => {
      await closePortal(ctx, token)
      setCookie({ name: PORTAL_COOKIE, value: '', maxAgeSeconds: 0, httpOnly: true })
      return undefined
    },
  ),
  query(
    {
      method: 'GET',
      path: '/portal/request',
      access,
      summary: 'The request with questions, help and answers',
      query: LangQuery,
      response: PortalRequest,
    },
    (ctx, { query }) => showPortal(ctx, query.lang),
  ),
  command(
    {
      method: 'PUT',
      path: '/portal/answers/:key',
      access,
      summary: 'Save an answer',
      params: KeyParams,
      body: PortalAnswerBody,
      response: PortalAnswer,
      errors: [...refusals, assessmentErrors.bad_value],
    },
    (ctx, { params, body: { baseRevision, ...answer } }) =>
      answerFromPortal(ctx, { questionKey: params.key, ...answer }, baseRevision),
  ),
  open(
    {
      method: 'POST',
      path: '/portal/answers/:key/files',
      access,
      summary: 'Add evidence to an answer in one piece',
      params: KeyParams,
      query: UploadQuery,
      upload: EVIDENCE_UPLOAD,
      response: EvidenceView,
      status: 201,
      errors: [...refusals, assessmentErrors.evidence_full, assessmentErrors.evidence_too_much],
    },
    ({ engine, actor }, { params, query, stream }) => {
      if (actor === null) throw platformErrors.unauthenticated()
      return addEvidence(engine, actor, { questionKey: params.key, name: query.name, stream })
    },
  ),
  query(
    {
      method: 'GET',
      path: '/portal/files/:id',
      access,
      summary: 'Open own evidence',
      params: IdParams,
      file: true,
      response: undefined,
    },
    async (ctx, { params, download }) => {
      download(await openOwnEvidence(ctx, params.id))
      return undefined
    },
  ),
  command(
    {
      method: 'DELETE',
      path: '/portal/files/:id',
      access,
      summary: 'Take evidence away',
      params: IdParams,
      response: undefined,
      errors: refusals,
    },
    async (ctx, { params }) => {
      await removeEvidence(ctx, params.id)
      return undefined
    },
  ),
  query(
    { method: 'GET', path: '/portal/missing', access, summary: 'What is still missing', response: Missing },
    missingInPortal,
  ),
  command(
    {
      method: 'POST',
      path: '/portal/submission',
      access,
      summary: 'Submit the answers',
      response: Submitted,
      status: 201,
      errors: [assessmentErrors.incomplete, assessmentErrors.locked, assessmentErrors.lead_only],
    },
    (ctx) => submitFromPortal(ctx),
  ),
  query(
    {
      method: 'GET',
      path: '/portal/result',
      access,
      summary: 'The own result',
      query: LangQuery,
      response: OwnResult,
      errors: [platformErrors.not_found],
    },
    (ctx, { query }) => ownResult(ctx, query.lang),
  ),
  query(
    { method: 'GET', path: '/portal/delegates', access, summary: 'Colleagues who help', response: Delegates },
    showDelegates,
  ),
  command(
    {
      method: 'POST',
      path: '/portal/delegates',
      access,
      summary: 'Ask a colleague for some sections',
      body: DelegateBody,
      response: Made,
      status: 201,
      errors: [
        assessmentErrors.lead_only,
        assessmentErrors.locked,
        assessmentErrors.section_closed,
        assessmentErrors.colleagues_full,
      ],
    },
    (ctx, { body }) => delegateSections(ctx, body),
  ),
  command(
    {
      method: 'DELETE',
      path: '/portal/delegates/:id',
      access,
      summary: 'End a colleague’s link',
      params: IdParams,
      response: undefined,
    },
    async (ctx, { params }) => {
      await endDelegate(ctx, params.id)
      return undefined
    },
  ),
  command(
    {
      method: 'POST',
      path: '/portal/messages',
      access,
      summary: 'Write to the people who asked',
      body: MessageBody,
      response: Made,
      status: 201,
      errors: [assessmentErrors.unknown_question, assessmentErrors.section_closed, assessmentErrors.messages_full],
    },
    (ctx, { body }) => writeToBuyer(ctx, body),
  ),
]
