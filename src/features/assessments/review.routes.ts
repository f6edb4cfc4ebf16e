import type { z } from 'zod'
import type { PlainDate } from '../../domain/time.ts'
import type { WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { command, open, query, type Route } from '../../platform/http/route.ts'
import { addEvidenceFor, answerForPartner, submitForPartner, writeComment } from './answer-for.service.ts'
import { AnswerParams, AssessmentView, FileParams, IdParams } from './assessment.contract.ts'
import { assessmentErrors } from './assessment.errors.ts'
import { seenRequest, showRequest, showRevisions } from './assessment-list.service.ts'
import { confirmRequest } from './confirm.service.ts'
import { EVIDENCE_UPLOAD, openEvidence } from './evidence.service.ts'
import { exportForm, MOST_FORM_BYTES, receiveForm } from './form.service.ts'
import { EvidenceView, UploadQuery } from './portal.contract.ts'
import { AssessmentResult } from './result.contract.ts'
import { exportResult, printResult } from './result-file.service.ts'
import {
  AnswersFor,
  AnswersForBody,
  CommentBody,
  ConfirmBody,
  FormQuery,
  Made,
  ReturnBody,
  ReviewBody,
  ReviewsBody,
  Revisions,
  Submitted,
} from './review.contract.ts'
import { decideAnswers, returnAnswers } from './review.service.ts'

const states = [assessmentErrors.wrong_state]

const decide = async (ctx: WriteCtx, id: string, { decisions, submissionNo }: z.output<typeof ReviewsBody>) => {
  await decideAnswers(
    ctx,
    id,
    decisions.map((decision) => ({ ...decision, until: decision.until as PlainDate | null })),
    submissionNo,
  )
  return showRequest(ctx, id)
}

/** Routes of reading the answers: decide, return, confirm; and of answers that come by telephone, paper or Excel. */
export const reviewRoutes: Route[] = [
  command(
    {
      method: 'PUT',
      path: '/assessments/:id/reviews/:key',
      summary: 'Decide on one answer',
      params: AnswerParams,
      body: ReviewBody,
      response: AssessmentView,
      errors: [...states, assessmentErrors.unknown_question],
    },
    (ctx, { params, body: { submissionNo, ...verdict } }) =>
      decide(ctx, params.id, { submissionNo, decisions: [{ ...verdict, questionKey: params.key }] }),
  ),
  command(
    {
      method: 'PUT',
      path: '/assessments/:id/reviews',
      summary: 'Decide on several answers',
      params: IdParams,
      body: ReviewsBody,
      response: AssessmentView,
      errors: [...states, assessmentErrors.unknown_question],
    },
    (ctx, { params, body }) => decide(ctx, params.id, body),
  ),
  command(
    {
      method: 'POST',
      path: '/assessments/:id/return',
      summary: 'Return marked answers',
      params: IdParams,
      body: ReturnBody,
      response: AssessmentView,
      errors: [...states, assessmentErrors.nothing_returned, assessmentErrors.day_over],
    },
    async (ctx, { params, body }) => {
      await returnAnswers(ctx, params.id, { ...body, deadline: body.deadline as PlainDate })
      return showRequest(ctx, params.id)
    },
  ),
  command(
    {
      method: 'POST',
      path: '/assessments/:id/confirm',
      summary: 'Confirm the result',
      params: IdParams,
      body: ConfirmBody,
      response: AssessmentResult,
      errors: [...states, assessmentErrors.review_open, assessmentErrors.returned_left],
    },
    (ctx, { params, body }) => confirmRequest(ctx, params.id, body),
  ),
  command(
    {
      method: 'POST',
      path: '/assessments/:id/comments',
      summary: 'Write a comment',
      params: IdParams,
      body: CommentBody,
      response: Made,
      status: 201,
      errors: [assessmentErrors.unknown_question],
    },
    (ctx, { params, body }) => writeComment(ctx, params.id, body),
  ),
  query(
    {
      method: 'GET',
      path: '/assessments/:id/answers/:key/revisions',
      summary: 'Every revision of an answer',
      params: AnswerParams,
      response: Revisions,
    },
    (ctx, { params }) => showRevisions(ctx, params.id, params.key),
  ),
  query(
    {
      method: 'GET',
      path: '/assessments/:id/files/:fileId',
      summary: 'Open evidence',
      params: FileParams,
      file: true,
      response: undefined,
    },
    async (ctx, { params, download }) => {
      await seenRequest(ctx, params.id)
      download(await openEvidence(ctx, params.id, params.fileId))
      return undefined
    },
  ),
  query(
    {
      method: 'GET',
      path: '/assessments/:id/result.pdf',
      summary: 'The confirmed result on paper',
      params: IdParams,
      file: true,
      response: undefined,
      errors: states,
    },
    async (ctx, { params, download }) => {
      download(await printResult(ctx, params.id))
      return undefined
    },
  ),
  query(
    {
      method: 'GET',
      path: '/assessments/:id/result.xlsx',
      summary: 'The confirmed result as a workbook',
      params: IdParams,
      file: true,
      response: undefined,
      errors: states,
    },
    async (ctx, { params, download }) => {
      download(await exportResult(ctx, params.id))
      return undefined
    },
  ),
  command(
    {
      method: 'POST',
      path: '/assessments/:id/answers',
      summary: 'Enter answers for the partner',
      params: IdParams,
      body: AnswersForBody,
      response: AnswersFor,
      errors: [...states, assessmentErrors.locked, assessmentErrors.bad_value],
    },
    (ctx, { params, body }) => answerForPartner(ctx, params.id, body.answers, 'typed-for'),
  ),
  open(
    {
      method: 'POST',
      path: '/assessments/:id/answers/:key/files',
      access: 'member',
      summary: 'Add evidence for the partner',
      params: AnswerParams,
      query: UploadQuery,
      upload: EVIDENCE_UPLOAD,
      response: EvidenceView,
      status: 201,
      errors: [assessmentErrors.locked, assessmentErrors.evidence_full, assessmentErrors.evidence_too_much],
    },
    ({ engine, actor }, { params, query, stream }) => {
      if (actor === null) throw platformErrors.unauthenticated()
      const { id, key } = params
      return addEvidenceFor(engine, actor, { id, questionKey: key, name: query.name, stream })
    },
  ),
  command(
    {
      method: 'POST',
      path: '/assessments/:id/submission',
      summary: 'Submit answers entered for the partner',
      params: IdParams,
      response: Submitted,
      status: 201,
      errors: [assessmentErrors.incomplete, assessmentErrors.locked],
    },
    (ctx, { params }) => submitForPartner(ctx, params.id),
  ),
  query(
    {
      method: 'GET',
      path: '/assessments/:id/form',
      summary: 'The form as a workbook',
      params: IdParams,
      file: true,
      response: undefined,
    },
    async (ctx, { params, download }) => {
      const { name, body } = await exportForm(ctx, params.id)
      download({ name, body, mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' })
      return undefined
    },
  ),
  open(
    {
      method: 'POST',
      path: '/assessments/:id/form',
      access: 'member',
      summary: 'Take in a filled form',
      params: IdParams,
      query: FormQuery,
      upload: { bytes: MOST_FORM_BYTES, tooLarge: platformErrors.too_large },
      response: AnswersFor,
      errors: [...states, assessmentErrors.form_unreadable, assessmentErrors.form_problems, assessmentErrors.locked],
    },
    ({ engine, actor }, { params, query, stream }) => {
      if (actor === null) throw platformErrors.unauthenticated()
      return receiveForm(engine, actor, { id: params.id, name: query.name, stream })
    },
  ),
]
