import { z } from 'zod'
import { AnswerCounts, AssessmentResult, Band } from './result.contract.ts'

export const Id = z.uuid().describe('Identifier')
export const IdParams = z.strictObject({ id: Id })
export const AnswerParams = z.strictObject({ id: Id, key: z.string().min(2).max(48).describe('Key of the question') })
export const FileParams = z.strictObject({ id: Id, fileId: Id })
export const GrantParams = z.strictObject({ id: Id, grantId: Id })
export const text = (max: number, what: string) => z.string().trim().max(max).describe(what)
const SetKey = z.enum(['R0', 'R1', 'R2', 'R3', 'R4'])
const instant = (what: string) => z.iso.datetime().nullable().describe(what)
export const day = (what: string) => z.iso.date().nullable().describe(what)
export const LangQuery = z.strictObject({
  lang: z.enum(['ja', 'en', 'zh-CN', 'vi', 'th']).optional().describe('Language of the reader'),
})
const STATES = ['draft', 'sending', 'open', 'submitted', 'returned', 'confirmed', 'cancelled'] as const
const State = z.enum(STATES).describe('State of the request')
const DELIVERIES = ['none', 'queued', 'sent', 'failed', 'letter'] as const
const Delivery = z.enum(DELIVERIES).describe('What became of the mail')
export const Choice = z.enum(['done', 'partly', 'not', 'na']).describe('○ done, △ partly, × not yet, － not applicable')
export const TOPICS = ['general', 'deadline', 'cost', 'equivalent'] as const

const wish = {
  necessity: text(600, 'Why this partner is asked'),
  scope: text(600, 'Which work, information, places the request covers'),
  method: text(600, 'How to answer'),
  deadline: z.iso.date().nullable().describe('Last day for the answers'),
  equivalentAccepted: z.boolean().describe('Other measures with the same effect are accepted'),
  helpOffered: text(600, 'Help, talks about cost and time that are offered'),
  reviewReason: text(600, 'Why this single case may be asked for the heaviest set'),
}

export const ProposalBody = z.strictObject({
  partnerIds: z.array(Id).min(1).max(500).describe('Partners to ask'),
})

const Phrases = z
  .array(
    z.object({
      key: z.string().describe('Key'),
      levels: z.array(SetKey).describe('Levels it is offered for'),
      ja: z.string().describe('Japanese'),
      en: z.string().describe('English'),
    }),
  )
  .describe('Ready phrases')

export const Proposals = z
  .object({
    items: z.array(
      z.object({
        partnerId: Id,
        name: z.string().describe('Partner'),
        level: z.number().int().nullable().describe('R0–R4; null = not rated'),
        provisional: z.boolean().describe('Level from triage only'),
        set: SetKey.nullable().describe('Proposed question set'),
        reason: z.enum(['level', 'unrated', 'no_set']).describe('Why this set'),
        questions: z.number().int().nullable().describe('Number of questions'),
        hours: z.number().nullable().describe('Hours the partner spends'),
        evidenceFirst: z.array(z.string()).describe('Evidence to ask for before questions'),
        sparedAtMost: z.number().int().describe('Questions that evidence may spare'),
        reach: z.enum(['mail', 'phone', 'none']).describe('How the partner can be reached'),
        contact: z
          .object({ id: Id, name: z.string().describe('Name'), lang: z.string().describe('Language') })
          .nullable()
          .describe('Person who would be asked'),
        running: Id.nullable().describe('Assessment that is still running'),
      }),
    ),
    sets: z.array(
      z.object({
        set: SetKey.describe('Set'),
        questions: z.number().int().describe('Questions'),
        hours: z.number().describe('Hours'),
      }),
    ),
    phrases: z
      .object({ necessity: Phrases, scope: Phrases, method: Phrases, help: Phrases })
      .describe('Ready phrases that explain a request fairly'),
  })
  .meta({ id: 'AssessmentProposals' })

export const DraftBody = z.strictObject({
  partners: z
    .array(
      z.strictObject({ partnerId: Id, set: SetKey.nullable().default(null).describe('Set, or that of the level') }),
    )
    .min(1)
    .max(500)
    .describe('Partners, each with its set'),
  necessity: wish.necessity.default(''),
  scope: wish.scope.default(''),
  method: wish.method.default(''),
  deadline: wish.deadline.default(null),
  equivalentAccepted: wish.equivalentAccepted.default(true),
  helpOffered: wish.helpOffered.default(''),
  reviewReason: wish.reviewReason.default(''),
  department: text(100, 'Department that asks; empty: the unit that works with the partner').default(''),
  contactWays: text(200, 'How the partner reaches us; empty: the mail address of the one who asks').default(''),
})

const Problems = z
  .array(z.object({ code: z.string().describe('Code'), message: z.string().describe('What is missing') }))
  .describe('What keeps the request from being sent')

export const Drafted = z
  .object({
    items: z.array(z.object({ id: Id, no: z.number().int().describe('Number'), partnerId: Id, problems: Problems })),
  })
  .meta({ id: 'DraftedAssessments' })

export const DraftUpdate = z.strictObject({ ...wish, set: SetKey.describe('Question set') }).partial()
export const SendBody = z.strictObject({ ids: z.array(Id).min(1).max(500).describe('Drafts to send') })
export const Sent = z
  .object({
    sent: z.array(Id).describe('Requests on their way'),
    held: z.array(z.object({ id: Id, problems: Problems })).describe('Requests held back'),
  })
  .meta({ id: 'SentAssessments' })
export const ReasonBody = z.strictObject({ reason: text(400, 'Reason').min(1) })
export const ExtendBody = z.strictObject({
  deadline: z.iso.date().describe('New last day'),
  reason: text(400, 'Reason').min(1),
})

export const MailPreview = z
  .object({
    lang: z.string().describe('Language'),
    subject: z.string().describe('Subject'),
    body: z.string().describe('Body'),
  })
  .meta({ id: 'AssessmentMail' })

export const Letter = z
  .object({
    number: z.string().describe('Number of the request'),
    grantId: Id,
    link: z.string().describe('Address for the QR code'),
    check: z.string().describe('Check number the partner reads out'),
    lang: z.string().describe('Language'),
    subject: z.string().describe('Heading'),
    body: z.string().describe('Text'),
    pdf: z.base64().nullable().describe('The letter as PDF; null in languages the printed font cannot write'),
  })
  .meta({ id: 'AssessmentLetter' })
export const SpokenCode = z
  .object({ code: z.string().describe('Code to read out'), minutes: z.number().int().describe('Minutes it is valid') })
  .meta({ id: 'SpokenCode' })

const states = z
  .string()
  .max(200)
  .transform((value) => value.split(','))
  .pipe(z.array(z.enum(STATES)).max(STATES.length))
  .optional()
  .describe('States separated by commas')

export const AssessmentFilter = z.strictObject({
  state: states,
  partnerId: z.uuid().optional().describe('Partner'),
  overdue: z.enum(['true']).optional().describe('Answers past due'),
  failed: z.enum(['true']).optional().describe('Mail could not be delivered'),
  mine: z.enum(['true']).optional().describe('Asked by the reader'),
})
export const AssessmentListQuery = AssessmentFilter.extend({
  after: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional()
    .describe('Cursor of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Rows a page'),
})

export const AssessmentList = z
  .object({
    items: z.array(
      z.object({
        id: Id,
        version: z.number().int().describe('Version for If-Match'),
        no: z.number().int().describe('Number'),
        partnerId: Id,
        partnerName: z.string().describe('Partner'),
        set: z.string().describe('Question set'),
        level: z.number().int().nullable().describe('Level when asked'),
        state: State,
        delivery: Delivery,
        failure: z.string().nullable().describe('Why the mail failed'),
        deadline: day('Answers due'),
        overdue: z.boolean().describe('Past due'),
        shown: z.number().int().describe('Questions'),
        answered: z.number().int().describe('Answered'),
        percent: z.number().int().describe('Progress'),
        sentAt: instant('Sent'),
        submittedAt: instant('Submitted'),
        owner: z.string().describe('Person who asked'),
        scoreBp: z.number().int().nullable().describe('Confirmed score in hundredths'),
        band: Band.describe('Confirmed band'),
      }),
    ),
    next: z.string().nullable().describe('Cursor of the next page'),
    can: z.array(z.string()).describe('Rights held'),
  })
  .meta({ id: 'AssessmentList' })

export const AssessmentStatus = z
  .object({
    total: z.number().int().describe('Requests'),
    overdue: z.number().int().describe('Past due'),
    failed: z.number().int().describe('Mail failed'),
    needing: z.number().int().describe('To review, past due or not delivered, each counted once'),
    states: z
      .array(z.object({ key: z.string().describe('State'), count: z.number().int().describe('Requests') }))
      .describe('By state'),
  })
  .meta({ id: 'AssessmentStatus' })

const progress = z
  .object({
    shown: z.number().int().describe('Questions'),
    answered: z.number().int().describe('Answered'),
    percent: z.number().int().describe('Per cent settled'),
    nextQuestion: z.string().nullable().describe('First question still open'),
  })
  .describe('Progress')
export const Progress = progress

const Meanings = z
  .object({
    done: z.string().describe('○'),
    partly: z.string().describe('△'),
    not: z.string().describe('×'),
    na: z.string().describe('－'),
  })
  .describe('What each answer means here')

export const AssessmentView = z
  .object({
    id: Id,
    version: z.number().int().describe('Version for If-Match'),
    no: z.number().int().describe('Number'),
    partnerId: Id,
    partnerName: z.string().describe('Partner'),
    level: z.number().int().nullable().describe('Present level'),
    set: z.string().describe('Question set'),
    state: State,
    delivery: Delivery,
    failure: z.string().nullable().describe('Why the mail failed'),
    ...wish,
    returnWords: z.string().describe('Words at the last return'),
    owner: z.string().describe('Person who asked'),
    sentAt: instant('Sent'),
    openedAt: instant('Opened'),
    submittedAt: instant('Submitted'),
    submissionNo: z.number().int().describe('Submissions so far'),
    submissionHash: z.string().nullable().describe('SHA-256 of what was submitted'),
    problems: Problems,
    sections: z
      .array(z.object({ key: z.string().describe('Key'), title: z.string().describe('Title') }))
      .describe('Sections'),
    categories: z
      .array(z.object({ key: z.string().describe('Key'), title: z.string().describe('Title') }))
      .describe('Categories'),
    items: z
      .array(
        z.object({
          key: z.string().describe('Question'),
          section: z.string().describe('Section'),
          category: z.string().describe('Category'),
          label: z.string().describe('Short name'),
          question: z.string().describe('Question in words'),
          keyItem: z.boolean().describe('Upper bands need evidence'),
          evidenceWanted: z.array(z.string()).describe('What counts as evidence'),
          meanings: Meanings,
          answer: z
            .object({
              value: z.string().describe('Answer'),
              comment: z.string().describe('Comment'),
              equivalent: z.boolean().describe('Another way with the same effect'),
              revision: z.number().int().describe('Revision'),
              source: z.enum(['typed', 'typed-for', 'excel', 'prefilled']).describe('How it was given'),
              at: z.iso.datetime().describe('When'),
              files: z
                .array(
                  z.object({
                    id: Id,
                    name: z.string().describe('Name'),
                    size: z.number().int().describe('Bytes'),
                    mediaType: z.string().describe('Kind'),
                    sha256: z.string().describe('SHA-256'),
                  }),
                )
                .describe('Evidence'),
            })
            .nullable()
            .describe('Answer that holds'),
          previous: z
            .object({ value: z.string().describe('Answer'), comment: z.string().describe('Comment') })
            .nullable()
            .describe('Answer of last time'),
          changed: z.boolean().describe('Differs from last time'),
          review: z
            .object({
              decision: z.enum(['accepted', 'partly', 'equivalent', 'returned']).describe('Decision'),
              comment: z.string().describe('Words to the partner'),
              until: day('Equivalent measure until'),
              automatic: z.boolean().describe('Kept from the submission before'),
            })
            .nullable()
            .describe('Decision on this submission'),
        }),
      )
      .describe('Questions with answers'),
    progress,
    foreseen: z
      .object({
        score: z.string().nullable().describe('Score'),
        scoreBp: z.number().int().nullable().describe('Score in hundredths'),
        band: Band.describe('Band'),
        bandByScore: Band.describe('Band by score alone'),
        cappedBy: z.array(z.string()).describe('Key items without evidence'),
        manyNotApplicable: z.boolean().describe('Many "not applicable"'),
        change: z.string().describe('Against last time'),
        changeBp: z.number().int().nullable().describe('Change in hundredths'),
        reaction: z.string().nullable().describe('Reaction called for'),
        nextDue: z.iso.date().describe('Next evaluation'),
        nextStep: z.string().nullable().describe('What happens next'),
        help: z.enum(['none', 'offered', 'active']).nullable().describe('Help'),
        breakdown: z
          .array(
            z.object({
              category: z.string().describe('Category'),
              scoreBp: z.number().int().nullable().describe('Score in hundredths'),
              counts: AnswerCounts,
            }),
          )
          .describe('By category'),
      })
      .nullable()
      .describe('What confirming now would give'),
    result: AssessmentResult.nullable().describe('Confirmed result'),
    comments: z
      .array(
        z.object({
          id: Id,
          questionKey: z.string().nullable().describe('Question'),
          audience: z.enum(['internal', 'partner']).describe('Who reads it'),
          topic: z.enum(TOPICS).describe('Topic'),
          text: z.string().describe('Text'),
          from: z.enum(['partner', 'buyer']).describe('From whom'),
          name: z.string().describe('Name'),
          at: z.iso.datetime().describe('When'),
        }),
      )
      .describe('Thread'),
    links: z
      .array(
        z.object({
          id: Id,
          role: z.enum(['lead', 'delegate']).describe('Role'),
          name: z.string().describe('Name'),
          byMail: z.boolean().describe('Codes go by mail'),
          check: z.string().describe('Check number of the link, as its letter shows it'),
          openedAt: instant('Opened'),
        }),
      )
      .describe('Live links'),
    can: z.array(z.string()).describe('Rights held'),
  })
  .meta({ id: 'Assessment' })
