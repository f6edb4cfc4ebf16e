import { addDays } from '../domain/calendar/plain-date.ts'
import type { PlainDate } from '../domain/time.ts'
import { answerForPartner, submitForPartner } from '../features/assessments/answer-for.service.ts'
import { draftRequests } from '../features/assessments/ask.service.ts'
import { assessmentRights } from '../features/assessments/assessment.policy.ts'
import { endAnswerDeadline } from '../features/assessments/assessment-deadlines.service.ts'
import { confirmRequest } from '../features/assessments/confirm.service.ts'
import { loadSet } from '../features/assessments/question-set.service.ts'
import { decideAnswers, returnAnswers } from '../features/assessments/review.service.ts'
import { ownRequest } from '../features/assessments/send.service.ts'
import { sendRequests } from '../features/assessments/send-drafts.service.ts'
import { localDay } from '../platform/clock.ts'
import { authorize, type WriteCtx } from '../platform/context.ts'
import { answersFor } from './sample-answers.ts'
import { type SamplePartner, steady } from './sample-data.ts'

const WISH = {
  necessity: 'お預けしている情報と、つないでいる仕組みを一緒に守るためです。',
  scope: '当社からお願いしている業務で使う端末・仕組み・場所が対象です。',
  method: '画面でご回答ください。紙やExcelでも承ります。',
  equivalentAccepted: true,
  helpOffered: '手順書のひな形と、月2回の相談会をご用意しています。',
  reviewReason: '取り扱う情報と接続を個別に確かめたうえでのお願いです。',
  contactWays: '情報セキュリティ室 03-0000-0000（平日 9:00–17:30）',
  department: '情報セキュリティ室',
}

/** Drafts a request to one partner as of the moment of the context. */
export const draftFor = async (ctx: WriteCtx, partnerId: string, days: number): Promise<string> => {
  const deadline: PlainDate = addDays(localDay(ctx.now, 'Asia/Tokyo'), days)
  const drafted = await draftRequests(ctx, {
    ...WISH,
    deadline,
    partners: [{ partnerId, set: null }],
    portalUrl: 'http://127.0.0.1:8787',
  })
  const [item] = drafted.items
  if (item === undefined) throw new Error('the sample request was not drafted')
  return item.id
}

/** Key questions whose paper a careful partner handed over, with the name of the paper. */
export const papersOf = async (ctx: WriteCtx, id: string, partner: SamplePartner): Promise<string[]> => {
  if (steady(`${partner.code}/papers`) < 45) return []
  const request = await ownRequest(ctx, authorize(ctx, assessmentRights.answer), id)
  const set = await loadSet(ctx, request.questionSetId)
  return set.asked.items.filter((item) => item.keyItem).map((item) => item.key)
}

/** Hands a drafted request out. */
export const handOut = async (ctx: WriteCtx, id: string): Promise<void> => {
  const { held } = await sendRequests(ctx, [id])
  if (held.length > 0) throw new Error(`the sample request was held back: ${held[0]?.problems[0]?.code ?? ''}`)
}

/** Stops the clock of a request from the past at once: told afterwards, its last day is over before its answers are entered. */
export const stopClock = async (ctx: WriteCtx, id: string): Promise<void> => {
  const request = await ownRequest(ctx, authorize(ctx, assessmentRights.answer), id)
  await endAnswerDeadline(ctx, request.deadlineId, { done: true })
}

const questionKeys = async (ctx: WriteCtx, id: string): Promise<string[]> => {
  const request = await ownRequest(ctx, authorize(ctx, assessmentRights.answer), id)
  const set = await loadSet(ctx, request.questionSetId)
  return set.compiled.questions.map((question) => question.key)
}

/** Enters a partner's answers, all of them or only the first part. */
export const answer = async (
  ctx: WriteCtx,
  id: string,
  partner: SamplePartner,
  year: number,
  share: number,
): Promise<void> => {
  const keys = await questionKeys(ctx, id)
  const given = answersFor(partner.code, partner.employees, year, keys.slice(0, Math.ceil(keys.length * share)))
  await answerForPartner(ctx, id, given, 'typed-for')
}

export const submit = async (ctx: WriteCtx, id: string): Promise<void> => {
  await submitForPartner(ctx, id)
}

export const confirm = async (ctx: WriteCtx, id: string): Promise<void> => {
  await confirmRequest(ctx, id, { acceptRest: true, note: '' })
}

/** Sends two answers back with a friendly word. */
export const sendBack = async (ctx: WriteCtx, id: string): Promise<void> => {
  const [first, second] = await questionKeys(ctx, id)
  const comment = 'ご回答ありがとうございます。確認できる資料を一つ添えていただけますか。設定画面の写真で構いません。'
  const decisions = [first, second].flatMap((questionKey) =>
    questionKey === undefined ? [] : [{ questionKey, decision: 'returned' as const, comment, until: null }],
  )
  await decideAnswers(ctx, id, decisions)
  await returnAnswers(ctx, id, {
    words: '二つだけ、もう一度お願いいたします。',
    deadline: addDays(localDay(ctx.now, 'Asia/Tokyo'), 14),
  })
}
