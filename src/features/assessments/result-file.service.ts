import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { localDay } from '../../platform/clock.ts'
import type { ReadCtx } from '../../platform/context.ts'
import { renderPdf } from '../../platform/documents/pdf.ts'
import { platformErrors } from '../../platform/errors.ts'
import { writeXlsx } from '../../platform/sheets/write-workbook.ts'
import { readOrganization } from '../organizations/organization.queries.ts'
import { wrongState } from './assessment.errors.ts'
import { showRequest } from './assessment-list.service.ts'
import { requestNumber } from './assessment-mail.service.ts'
import { RESULT_WORDS } from './result.words.ts'
import { resultDocument } from './result-document.ts'
import { answerLines, changeInWords, cutScore } from './result-facts.ts'

/** A request with its confirmed result and the house that made it; refused while nothing is confirmed. */
const confirmedOf = async (ctx: ReadCtx, id: string) => {
  const request = await showRequest(ctx, id)
  if (request.result === null) throw wrongState(request.state)
  const organization = await readOrganization(ctx.db, ctx.actor.tenant)
  if (organization === undefined) throw platformErrors.not_found()
  const { locale } = ctx.actor
  const at = localDay(ctx.now, organization.tz).replaceAll('-', '/')
  const name = `${requestNumber(request.no)}-${RESULT_WORDS[locale].document.replaceAll(' ', '-')}`
  return { request, result: request.result, organization: organization.name, locale, at, name }
}

/** Prints one partner's confirmed result in the reader's language; assessment.wrong_state before it is confirmed. */
export const printResult = async (ctx: ReadCtx, id: string) => {
  const { request, result, name, ...made } = await confirmedOf(ctx, id)
  const document = resultDocument(request, result, { ...made, createdAt: new Date(ctx.now) })
  const printed = await renderPdf(document, { missingCharacters: 'mark' })
  if (!printed.ok) throw platformErrors.internal()
  return { name: `${name}.pdf`, mediaType: 'application/pdf', body: Buffer.from(printed.bytes), inline: true }
}

/** One partner's confirmed result as a workbook, result and answers on two sheets; assessment.wrong_state before it is confirmed. */
export const exportResult = async (ctx: ReadCtx, id: string) => {
  const { request, result, organization, locale, at, name } = await confirmedOf(ctx, id)
  const words = RESULT_WORDS[locale]
  const text = (header: string, width: number) => ({ header, width, kind: 'text' as const })
  const output = new PassThrough()
  const body = buffer(output)
  await writeXlsx(
    {
      creator: organization,
      createdAt: new Date(ctx.now),
      watermark: `${requestNumber(request.no)} ${request.partnerName} ${words.printed(at)}`,
      sheets: [
        {
          name: words.sheetResult,
          columns: [text(words.item, 28), text(words.value, 60)],
          rows: [
            [words.partner, request.partnerName],
            [words.number, requestNumber(request.no)],
            [words.set, request.set],
            [words.level, result.level === null ? '' : `R${result.level}`],
            [words.score, result.score ?? words.unrated],
            [words.band, result.band === null ? '' : `${result.band} ${result.bandName ?? ''}`],
            [words.change, changeInWords(result, locale)],
            [words.confirmedOn, result.confirmedOn],
            [words.nextDue, result.nextDue ?? ''],
            ...result.breakdown.map(({ title, scoreBp }) => [
              `${words.breakdown}：${title}`,
              scoreBp === null ? '' : cutScore(scoreBp),
            ]),
            [words.nextStep, result.nextStep ?? ''],
            [words.note, result.note],
          ],
        },
        {
          name: words.sheetAnswers,
          columns: [
            text(words.category, 18),
            text(words.label, 24),
            text(words.question, 60),
            text(words.answer, 18),
            text(words.comment, 40),
            text(words.decision, 20),
            text(words.evidence, 30),
            text(words.words, 40),
          ],
          rows: answerLines(request, locale).map((line) => [
            line.category,
            line.label,
            line.question,
            line.answer,
            line.comment,
            line.decision,
            line.files,
            line.words,
          ]),
        },
      ],
    },
    output,
  )
  const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { name: `${name}.xlsx`, mediaType, body: await body }
}
