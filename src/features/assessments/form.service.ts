import { PassThrough, type Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type Actor, authorize, type ReadCtx } from '../../platform/context.ts'
import { type FieldError, type Locale, platformErrors } from '../../platform/errors.ts'
import { collectUpload } from '../../platform/files/collect-upload.ts'
import { readSheet } from '../../platform/sheets/read-sheet.ts'
import { refuseSheet } from '../../platform/sheets/refusal-words.ts'
import type { SheetRow } from '../../platform/sheets/sheet.ts'
import { writeXlsx } from '../../platform/sheets/write-workbook.ts'
import { type Engine, reading, writing } from '../../platform/work.ts'
import type { Given } from './answer.service.ts'
import { answersOf } from './answer.store.ts'
import { answerForPartner } from './answer-for.service.ts'
import { buyerName, partnerName } from './ask.queries.ts'
import { assessmentErrors } from './assessment.errors.ts'
import { assessmentRights } from './assessment.policy.ts'
import { seenRequest } from './assessment-list.service.ts'
import { requestNumber } from './assessment-mail.service.ts'
import { questionViews } from './portal-view.service.ts'
import { askedOf, type LoadedSet } from './question-set.service.ts'
import { getRequest } from './request.store.ts'
import { MOST_COMMENT } from './review.contract.ts'

const SIGNS = { done: '○', partly: '△', not: '×', na: '－' } as const
type Choice = keyof typeof SIGNS

const HEADINGS = {
  ja: [
    'No.',
    '区分',
    '確認すること',
    '項目',
    '回答（○△×－）',
    'コメント（△×－は必須）',
    '要確認',
    '打合せ・資料の依頼',
    '訂正',
    '依頼内容',
    '取引先の回答',
    '結果',
    '備考',
  ],
  en: [
    'No.',
    'Category',
    'Check',
    'Item',
    'Answer (○△×－)',
    'Comment (required for △×－)',
    'To confirm',
    'Meeting or documents',
    'Correct?',
    'Request',
    "Partner's reply",
    'Result',
    'Note',
  ],
} as const
const WIDTHS = [6, 16, 50, 22, 14, 44, 10, 18, 10, 24, 24, 10, 20]
const ANSWER = 5
const COMMENT = 6
const ITEM = 4

/** The form of a request as a workbook, with the columns Japanese buyers use; answers given so far are filled in. */
export const exportForm = async (ctx: ReadCtx, id: string): Promise<{ name: string; body: Buffer }> => {
  const request = await seenRequest(ctx, id)
  const set = await askedOf(ctx, request)
  const lang = request.lang === 'ja' ? 'ja' : 'en'
  const given = new Map((await answersOf(ctx.db, request.tenantId, id)).map((row) => [row.questionKey, row]))
  const categories = new Map(set.asked.categories.map(({ key, title }) => [key, title[lang]]))
  const rows = questionViews(set, null, lang).map((question, index) => {
    const row = given.get(question.key)
    const sign = row === undefined ? '' : (SIGNS[String(row.value) as Choice] ?? '')
    return [
      index + 1,
      categories.get(question.category) ?? question.category,
      question.question,
      question.label,
      sign,
      row?.comment ?? '',
    ]
  })
  const output = new PassThrough()
  const bytes = buffer(output)
  await writeXlsx(
    {
      creator: await buyerName(ctx.db, request.tenantId),
      createdAt: new Date(ctx.now),
      watermark: `${requestNumber(request.no)} ${await partnerName(ctx.db, request.tenantId, request.partnerId)}`,
      sheets: [
        {
          name: lang === 'ja' ? '回答用紙' : 'Form',
          columns: HEADINGS[lang].map((header, at) => ({
            header,
            width: WIDTHS[at] ?? 12,
            kind: at === 0 ? ('number' as const) : ('text' as const),
          })),
          rows,
        },
      ],
    },
    output,
  )
  return { name: `${requestNumber(request.no)}.xlsx`, body: await bytes }
}

const READ: ReadonlyMap<string, Choice> = new Map([
  ...[...'○〇◯oO'].map((sign) => [sign, 'done'] as const),
  ...[...'△▲'].map((sign) => [sign, 'partly'] as const),
  ...[...'×✕xX'].map((sign) => [sign, 'not'] as const),
  ...[...'－-ー―–−'].map((sign) => [sign, 'na'] as const),
])

const cellOf = (row: SheetRow, column: number): string =>
  row.cells.find((cell) => cell.column === column)?.text.trim() ?? ''

const WORDS = {
  unknown_item: {
    ja: '「項目」がお送りした用紙と合いません。行を入れ替えず、そのままお使いください。',
    en: 'The item does not match the form. Keep the rows as they were sent.',
  },
  repeated_item: {
    ja: 'この項目は上の行にもあります。どちらか一行にしてください。',
    en: 'This item stands in a row above too. Keep one of the two.',
  },
  unknown_sign: { ja: '回答は○・△・×・－のいずれかにしてください。', en: 'Answer with one of ○ △ × －.' },
  comment_too_long: {
    ja: `コメントが長すぎます。${MOST_COMMENT}文字までにし、続きは資料としてお預けください。`,
    en: `The comment is too long. Keep to ${MOST_COMMENT} characters and hand the rest in as a document.`,
  },
} as const

/** The largest form that is read; the one we send has a few hundred rows. */
export const MOST_FORM_BYTES = 5 * 1024 * 1024

/** What the rows of a form say, and what is wrong with them, by row and column. */
const readRows = (rows: readonly SheetRow[], set: LoadedSet, locale: Locale) => {
  const byLabel = new Map(
    set.asked.items.flatMap((item) => [
      [item.label.ja, item.key],
      [item.label.en, item.key],
    ]),
  )
  const given = new Map<string, Given>()
  const problems: FieldError[] = []
  for (const row of rows) {
    const [sign, comment] = [cellOf(row, ANSWER), cellOf(row, COMMENT)]
    if (sign === '' && comment === '') continue
    const wrong = (column: string, code: keyof typeof WORDS) =>
      problems.push({ field: `${column}${row.number}`, code, message: WORDS[code][locale] })
    const questionKey = byLabel.get(cellOf(row, ITEM))
    const value = READ.get(sign)
    if (questionKey === undefined) wrong('D', 'unknown_item')
    else if (given.has(questionKey)) wrong('D', 'repeated_item')
    else if (value === undefined) wrong('E', 'unknown_sign')
    else if (comment.length > MOST_COMMENT) wrong('F', 'comment_too_long')
    else given.set(questionKey, { questionKey, value, comment, equivalent: false })
  }
  return { given: [...given.values()], problems }
}

/** Takes in a filled form: every row is checked first, and nothing is kept when one is wrong; problems name row and column. */
export const receiveForm = async (
  engine: Engine,
  actor: Actor,
  { id, name, stream }: { id: string; name: string; stream: Readable },
) => {
  const set = await reading(engine, actor, async (ctx) => {
    const request = await getRequest(ctx.db, ctx.actor.tenant, authorize(ctx, assessmentRights.answer), id)
    if (request === undefined) throw platformErrors.not_found()
    return askedOf(ctx, request)
  })
  const bytes = await collectUpload(stream, MOST_FORM_BYTES)
  if (bytes === null) throw platformErrors.too_large({ megabytes: MOST_FORM_BYTES / 1024 / 1024 })
  const file = await readSheet(bytes, { fileName: name, limits: { rows: 2_000, columns: 60, sheets: 10 } })
  if (!file.ok) throw refuseSheet(assessmentErrors.form_unreadable, file)
  const { given, problems } = readRows((file.sheets[0]?.rows ?? []).slice(1), set, actor.locale)
  if (problems.length > 0) throw assessmentErrors.form_problems({ count: problems.length }, problems.slice(0, 50))
  return writing(engine, actor, (ctx) => answerForPartner(ctx, id, given, 'excel'))
}
