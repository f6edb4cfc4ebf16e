import type { PrintBlock, PrintDocument, PrintValue } from '../../platform/documents/document.ts'
import type { Locale } from '../../platform/errors.ts'
import { requestNumber } from './assessment-mail.service.ts'
import { RESULT_WORDS } from './result.words.ts'
import { answerLines, changeInWords, cutScore, type ShownRequest, type ShownResult } from './result-facts.ts'

const STEPS = 5

const levelTag = (level: number | null): PrintValue =>
  level === null ? '' : { tag: 'bars', filled: level + 1, of: STEPS, text: `R${level}`, tone: 'level' }

const bandTag = (result: ShownResult): PrintValue =>
  result.band === null
    ? ''
    : {
        tag: 'dots',
        filled: Number(result.band.slice(1)),
        of: STEPS,
        text: `${result.band} ${result.bandName ?? ''}`.trim(),
        tone: 'accent',
      }

const list = (heading: string, lines: readonly string[]): PrintBlock[] =>
  lines.length === 0
    ? []
    : [{ kind: 'heading', text: heading }, ...lines.map((text): PrintBlock => ({ kind: 'text', text }))]

/** A confirmed result on A4: score and band first, then the fields, the next steps and every answer. */
export const resultDocument = (
  request: ShownRequest,
  result: ShownResult,
  made: { organization: string; locale: Locale; at: string; createdAt: Date },
): PrintDocument => {
  const words = RESULT_WORDS[made.locale]
  return {
    language: made.locale,
    title: `${request.partnerName} ${words.document}`,
    orientation: 'portrait',
    header: { left: made.organization, right: words.document },
    footer: { left: requestNumber(request.no), printedAt: words.printed(made.at) },
    createdAt: made.createdAt,
    blocks: [
      {
        kind: 'facts',
        items: [
          { label: words.score, value: result.score === null ? words.unrated : words.points(result.score) },
          { label: words.band, value: bandTag(result) },
          { label: words.change, value: changeInWords(result, made.locale) },
          { label: words.level, value: levelTag(result.level) },
          { label: words.set, value: request.set },
          { label: words.confirmedOn, value: result.confirmedOn.replaceAll('-', '/') },
          { label: words.nextDue, value: result.nextDue?.replaceAll('-', '/') ?? '' },
        ],
      },
      { kind: 'heading', text: words.breakdown },
      {
        kind: 'table',
        columns: [
          { header: words.category, width: '*' },
          { header: words.score, width: 50, align: 'right' },
          { header: words.done, width: 70, align: 'right' },
          { header: words.partly, width: 50, align: 'right' },
          { header: words.not, width: 50, align: 'right' },
          { header: words.na, width: 84, align: 'right' },
        ],
        rows: result.breakdown.map(({ title, scoreBp, counts }) => [
          title,
          scoreBp === null ? '' : cutScore(scoreBp),
          String(counts.done + counts.compensated),
          String(counts.partly),
          String(counts.not + counts.unanswered),
          String(counts.na),
        ]),
      },
      ...list(
        words.capped,
        result.cappedBy.map(({ label }) => label),
      ),
      ...list(
        words.steps,
        result.steps.map(({ label, scoreBpAfter }) => `${label}（${words.stepAfter(cutScore(scoreBpAfter))}）`),
      ),
      ...list(words.nextStep, result.nextStep === null ? [] : [result.nextStep]),
      ...list(words.note, result.note === '' ? [] : [result.note]),
      { kind: 'heading', text: words.answers },
      {
        kind: 'table',
        columns: [
          { header: words.label, width: 110 },
          { header: words.answer, width: 84 },
          { header: words.comment, width: '*' },
          { header: words.decision, width: 84 },
          { header: words.evidence, width: 90 },
        ],
        rows: answerLines(request, made.locale).map(({ label, answer, comment, decision, files }) => [
          label,
          answer,
          comment,
          decision,
          files,
        ]),
      },
    ],
  }
}
