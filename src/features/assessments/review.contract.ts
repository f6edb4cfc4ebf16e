import { z } from 'zod'
import { Choice, day, Id, Progress, TOPICS, text } from './assessment.contract.ts'

/** Characters of one comment, whichever way it comes in. */
export const MOST_COMMENT = 2000

export const AnswerBody = z.strictObject({
  value: Choice,
  comment: text(MOST_COMMENT, 'Comment, or the reason for "not applicable"').default(''),
  equivalent: z.boolean().default(false).describe('Done another way with the same effect'),
})
export const AnswersForBody = z.strictObject({
  answers: z
    .array(AnswerBody.extend({ questionKey: z.string().min(2).max(48).describe('Question') }))
    .min(1)
    .max(500)
    .describe('Answers as the partner gave them'),
})
export const AnswersFor = z
  .object({ saved: z.number().int().describe('Answers that changed'), progress: Progress })
  .meta({ id: 'AnswersFor' })
export const Submitted = z
  .object({ no: z.number().int().describe('Submission'), hash: z.string().describe('SHA-256 of its content') })
  .meta({ id: 'Submitted' })
export const FormQuery = z.strictObject({ name: z.string().min(1).max(200).default('form.xlsx').describe('File name') })

const submissionNo = z
  .number()
  .int()
  .min(1)
  .max(9999)
  .optional()
  .describe('Submission that was read; refused when another one has come since')

const Verdict = z.strictObject({
  decision: z.enum(['accepted', 'partly', 'equivalent', 'returned']).describe('Decision'),
  comment: text(1000, 'Words to the partner').default(''),
  until: day('Last day of an equivalent measure').default(null),
})
export const ReviewBody = Verdict.extend({ submissionNo })
export const ReviewsBody = z.strictObject({
  submissionNo,
  decisions: z
    .array(Verdict.extend({ questionKey: z.string().min(2).max(48).describe('Question') }))
    .min(1)
    .max(500)
    .describe('Decisions'),
})
export const ReturnBody = z.strictObject({
  submissionNo,
  words: text(1000, 'What is asked of the partner, politely').min(1),
  deadline: z.iso.date().describe('Last day for the correction'),
})
export const ConfirmBody = z.strictObject({
  submissionNo,
  acceptRest: z.boolean().default(false).describe('Accept every answer not decided yet'),
  note: text(1000, 'Note on the result').default(''),
})
export const CommentBody = z.strictObject({
  audience: z.enum(['internal', 'partner']).describe('Who reads it'),
  topic: z.enum(TOPICS).default('general').describe('Topic'),
  text: text(4000, 'Text').min(1),
  questionKey: z.string().max(48).nullable().default(null).describe('Question it is about'),
})
export const Made = z.object({ id: Id }).meta({ id: 'MadeComment' })
export const Revisions = z
  .object({
    items: z.array(
      z.object({
        revision: z.number().int().describe('Revision'),
        value: z.string().describe('Answer'),
        comment: z.string().describe('Comment'),
        source: z.string().describe('How it was given'),
        at: z.iso.datetime().describe('When'),
      }),
    ),
  })
  .meta({ id: 'AnswerRevisions' })
