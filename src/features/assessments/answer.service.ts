import { valueProblem } from '../../domain/assessment/answer.ts'
import type { AnswerValue } from '../../domain/assessment/question.ts'
import { acceptsAnswers } from '../../domain/assessment/request-state.ts'
import type { WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { type AnswerRow, answersOf, filesOf, keepAnswers } from './answer.store.ts'
import type { AnswerSource } from './answer.tables.ts'
import { assessmentErrors, wrongState } from './assessment.errors.ts'
import { type LoadedSet, progressOf, ruleAnswers } from './question-set.service.ts'
import type { Request } from './request.store.ts'

export type Given = { questionKey: string; value: AnswerValue; comment: string; equivalent: boolean }
/** Who answers: a link of the partner, or one of us for the partner. */
export type Author = { byGrant: string | null; byMember: string | null; source: AnswerSource }

/** Refuses changes while the answers are being read or the request is over. */
export const assertEditable = (request: Request): void => {
  if (acceptsAnswers(request.state)) return
  throw request.state === 'submitted' || request.state === 'confirmed'
    ? assessmentErrors.locked()
    : wrongState(request.state)
}

/** Refuses a list that names a question twice: nobody could say which of the two holds. */
export const assertEachOnce = (ctx: WriteCtx, list: string, keys: readonly string[]): void => {
  const message = {
    ja: '同じ質問が二度あります。一つにしてください。',
    en: 'This question stands here twice. Keep one.',
  }
  const fields = keys.flatMap((key, at) =>
    keys.indexOf(key) === at
      ? []
      : [{ field: `${list}.${at}.questionKey`, code: 'repeated', message: message[ctx.actor.locale] }],
  )
  if (fields.length > 0) throw platformErrors.invalid({}, fields)
}

const sameAnswer = (row: AnswerRow | undefined, given: Given): boolean =>
  row !== undefined &&
  JSON.stringify(row.value) === JSON.stringify(given.value) &&
  row.comment === given.comment &&
  row.equivalent === given.equivalent

/** Saves answers as new revisions: the later one holds, the earlier ones are kept. The caller holds the request's lock. */
export const saveAnswers = async (
  ctx: WriteCtx,
  request: Request,
  set: LoadedSet,
  author: Author,
  given: readonly Given[],
) => {
  assertEditable(request)
  const questions = new Map(set.compiled.questions.map((question) => [question.key, question]))
  const before: ReadonlyMap<string, AnswerRow> = new Map(
    (await answersOf(ctx.db, request.tenantId, request.id)).map((row) => [row.questionKey, row] as const),
  )
  const rows: AnswerRow[] = []
  for (const answer of given) {
    const question = questions.get(answer.questionKey)
    if (question === undefined) throw assessmentErrors.unknown_question()
    if (valueProblem(question.shape, answer.value) !== null) throw assessmentErrors.bad_value()
    const known = before.get(answer.questionKey)
    // A prefilled answer that the partner leaves as it is becomes the partner's own word.
    if (known !== undefined && sameAnswer(known, answer) && known.source !== 'prefilled') continue
    rows.push({
      tenantId: request.tenantId,
      requestId: request.id,
      ...answer,
      revision: (known?.revision ?? 0) + 1,
      ...author,
      at: ctx.now,
    })
  }
  const holds = new Map([...before, ...rows.map((row) => [row.questionKey, row] as const)])
  const files = await filesOf(ctx.db, request.tenantId, request.id)
  const answers = ruleAnswers([...holds.values()], files)
  const progress = progressOf(set, answers)
  const { shown, answered, percent } = progress
  if (rows.length > 0) {
    await keepAnswers(ctx.db, request, rows, { shown, answered, percent }, ctx.now)
    ctx.record({
      stream: 'assessment',
      event: 'assessment.answered',
      subject: { type: 'assessment', id: request.id },
      after: rows.map(({ questionKey, revision, value, comment, source }) => ({
        questionKey,
        revision,
        value,
        comment,
        source,
      })),
    })
  }
  return { saved: rows, progress, answers, holds, replaced: before }
}
