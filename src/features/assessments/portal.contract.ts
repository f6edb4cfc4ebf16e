import { z } from 'zod'
import { Choice, Id, Progress, TOPICS } from './assessment.contract.ts'
import { AnswerBody } from './review.contract.ts'

const key = z.string().min(2).max(48).describe('Key of the question')
export const KeyParams = z.strictObject({ key })
export const UploadQuery = z.strictObject({ name: z.string().min(1).max(200).describe('Name of the file') })

export const LinkBody = z.strictObject({
  token: z.string().min(20).max(200).describe('What stands after # in the link'),
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/)
    .optional()
    .describe('One-time code of six digits'),
})

export const LinkOpened = z
  .object({
    status: z.enum(['open', 'code_sent', 'code_by_call']).describe('What to do next'),
    hint: z.string().nullable().describe('Where the code was sent, partly hidden'),
  })
  .meta({ id: 'PortalLink' })

const FileView = z.object({
  id: Id,
  name: z.string().describe('Name'),
  size: z.number().int().describe('Bytes'),
  mediaType: z.string().describe('Kind'),
})

export const EvidenceView = FileView.meta({ id: 'AnswerEvidence' })

const pair = (what: string) =>
  z.array(z.object({ key: z.string().describe('Key'), title: z.string().describe('Title') })).describe(what)

export const PortalRequest = z
  .object({
    no: z.number().int().describe('Number'),
    state: z.enum(['draft', 'sending', 'open', 'submitted', 'returned', 'confirmed', 'cancelled']).describe('State'),
    role: z.enum(['lead', 'delegate']).describe('Who reads'),
    lang: z.string().describe('Language'),
    buyer: z.string().describe('Company that asks'),
    company: z.string().describe('Company that answers'),
    contact: z
      .object({
        name: z.string().describe('Name'),
        department: z.string().describe('Department'),
        ways: z.string().describe('How to reach'),
      })
      .describe('Person to ask'),
    necessity: z.string().describe('Why'),
    scope: z.string().describe('Scope'),
    method: z.string().describe('Method'),
    helpOffered: z.string().describe('Help offered'),
    equivalentAccepted: z.boolean().describe('Other ways are accepted'),
    deadline: z.iso.date().nullable().describe('Last day'),
    deadlineWritten: z.string().describe('Last day in words'),
    returnWords: z.string().describe('Words at the last return'),
    editable: z.boolean().describe('Answers may be changed'),
    sections: pair('Sections'),
    questions: z
      .array(
        z.object({
          key: z.string().describe('Key'),
          section: z.string().describe('Section'),
          category: z.string().describe('Category'),
          label: z.string().describe('Short name'),
          question: z.string().describe('Question'),
          answers: z
            .object({
              done: z.string().describe('○'),
              partly: z.string().describe('△'),
              not: z.string().describe('×'),
              na: z.string().describe('－'),
            })
            .describe('What each answer means'),
          why: z.string().describe('Why it matters'),
          start: z
            .array(z.object({ minutes: z.number().int().describe('Minutes'), text: z.string().describe('Act') }))
            .describe('How to start without money'),
          cost: z
            .object({
              fromYen: z.number().int().describe('From'),
              toYen: z.number().int().describe('To'),
              per: z.enum(['once', 'month', 'year']).describe('Each'),
              note: z.string().describe('For what'),
            })
            .describe('Rough cost'),
          evidence: z.array(z.string()).describe('Papers or photos that show it'),
          keyItem: z.boolean().describe('Papers help most here'),
        }),
      )
      .describe('Questions'),
    answers: z
      .array(
        z.object({
          questionKey: z.string().describe('Question'),
          value: z.string().describe('Answer'),
          comment: z.string().describe('Comment'),
          equivalent: z.boolean().describe('Another way'),
          revision: z.number().int().describe('Revision'),
          source: z.enum(['typed', 'typed-for', 'excel', 'prefilled']).describe('How it was given'),
          at: z.iso.datetime().describe('When'),
          files: z.array(FileView).describe('Papers'),
          returned: z.string().nullable().describe('Words of the reader when it came back'),
        }),
      )
      .describe('Answers so far'),
    previous: z
      .array(
        z.object({
          questionKey: z.string().describe('Question'),
          value: z.string().describe('Answer'),
          comment: z.string().describe('Comment'),
        }),
      )
      .describe('Answers of last time'),
    progress: Progress,
    messages: z
      .array(
        z.object({
          id: Id,
          from: z.enum(['partner', 'buyer']).describe('From whom'),
          name: z.string().describe('Name'),
          topic: z.enum(TOPICS).describe('Topic'),
          text: z.string().describe('Text'),
          at: z.iso.datetime().describe('When'),
        }),
      )
      .describe('Messages'),
  })
  .meta({ id: 'PortalRequest' })

export const PortalAnswerBody = AnswerBody.extend({
  value: Choice,
  baseRevision: z.number().int().min(0).max(1e6).optional().describe('Revision the answer started from; 0 for none'),
})
export const PortalAnswer = z
  .object({
    revision: z.number().int().describe('Revision that holds now'),
    savedAt: z.iso.datetime().describe('When it was saved'),
    replaced: z
      .object({ value: z.string().describe('Answer'), comment: z.string().describe('Comment') })
      .nullable()
      .describe('Answer a colleague gave in between; it is kept'),
    progress: Progress,
  })
  .meta({ id: 'PortalAnswer' })
export const Missing = z
  .object({
    items: z.array(
      z.object({ questionKey: z.string().describe('Question'), problem: z.string().describe('What is missing') }),
    ),
  })
  .meta({ id: 'MissingAnswers' })
export const DelegateBody = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    // It stands in a mail that we send: nothing a mail program would turn into a link.
    .regex(/^[^\n\r<>@/:]+$/u)
    .describe('Name of the colleague'),
  address: z.email().max(254).describe('Mail address'),
  sections: z.array(z.string().min(2).max(48)).min(1).max(12).describe('Sections to answer'),
  lang: z.enum(['ja', 'en', 'zh-CN', 'vi', 'th']).default('ja').describe('Language'),
})
export const Delegates = z
  .object({
    items: z.array(
      z.object({
        id: Id,
        name: z.string().describe('Name'),
        sections: z.array(z.string()).describe('Sections'),
        openedAt: z.iso.datetime().nullable().describe('Opened'),
      }),
    ),
  })
  .meta({ id: 'Delegates' })
export const MessageBody = z.strictObject({
  text: z.string().trim().min(1).max(4000).describe('Message'),
  topic: z.enum(TOPICS).default('general').describe('Topic'),
  questionKey: z.string().max(48).nullable().default(null).describe('Question it is about'),
})
