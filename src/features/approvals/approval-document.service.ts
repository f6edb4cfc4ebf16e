import type { ReadCtx } from '../../platform/context.ts'
import type { PrintDocument, PrintValue, Tag } from '../../platform/documents/document.ts'
import { renderPdf } from '../../platform/documents/pdf.ts'
import { type Locale, platformErrors } from '../../platform/errors.ts'
import { readOrganization } from '../organizations/organization.queries.ts'
import { showApproval } from './approval.service.ts'
import { ACTS, PAGE_WORDS, STATES } from './approval.words.ts'
import { momentIn } from './proposal.words.ts'

type Shown = Awaited<ReturnType<typeof showApproval>>

const stateTag = (state: Shown['state'], locale: Locale): Tag => {
  const text = STATES[state][locale]
  if (state === 'decided') return { tag: 'check', text, tone: 'go' }
  if (state === 'requested' || state === 'approved' || state === 'drafted') return { tag: 'ring', text, tone: 'ink' }
  return { tag: 'triangle', text, tone: 'wait' }
}

const layOut = (approval: Shown, organization: { name: string; tz: string }, now: string, locale: Locale) => {
  const words = PAGE_WORDS[locale]
  const at = (instant: string) => momentIn(instant, { locale, tz: organization.tz })
  const facts: { label: string; value: PrintValue }[] = [
    { label: words.state, value: stateTag(approval.state, locale) },
    { label: words.askedBy, value: approval.askedBy?.name ?? '' },
    { label: words.askedAt, value: at(approval.createdAt) },
    ...(approval.approver === null ? [] : [{ label: words.approver, value: approval.approver.name }]),
    { label: words.decider, value: approval.decider?.name ?? '' },
    ...(approval.decidedAt === null ? [] : [{ label: words.decidedAt, value: at(approval.decidedAt) }]),
    ...(approval.expiresAt === null ? [] : [{ label: words.expiresAt, value: at(approval.expiresAt) }]),
    ...(approval.partner === null ? [] : [{ label: words.partner, value: approval.partner.name }]),
  ]
  const steps = approval.steps.map((step) => [
    at(step.at),
    ACTS[step.act][locale],
    step.actingFor === null ? (step.by ?? '') : `${step.by ?? ''}${words.actingFor(step.actingFor)}`,
    step.comment,
  ])
  const document: PrintDocument = {
    language: locale,
    title: approval.title,
    orientation: 'portrait',
    header: { left: organization.name, right: words.document },
    footer: { left: approval.id, printedAt: words.printed(at(now)) },
    createdAt: new Date(now),
    blocks: [
      { kind: 'facts', items: facts },
      { kind: 'heading', text: words.proposal },
      { kind: 'facts', items: approval.facts },
      { kind: 'heading', text: words.reason },
      { kind: 'text', text: approval.reason },
      { kind: 'heading', text: words.steps },
      {
        kind: 'table',
        columns: [
          { header: words.when, width: 110 },
          { header: words.act, width: 70 },
          { header: words.who, width: 110 },
          { header: words.comment, width: '*' },
        ],
        rows: steps,
      },
    ],
  }
  return document
}

/** Prints one request for consent with its proposal, reason and steps, in the reader's language. */
export const printApproval = async (ctx: ReadCtx, id: string, locale: Locale) => {
  const approval = await showApproval(ctx, id)
  const organization = await readOrganization(ctx.db, ctx.actor.tenant)
  if (organization === undefined) throw platformErrors.not_found()
  const printed = await renderPdf(layOut(approval, organization, ctx.now, locale), { missingCharacters: 'mark' })
  if (!printed.ok) throw platformErrors.internal()
  const name = `${PAGE_WORDS[locale].document}-${approval.createdAt.slice(0, 10)}-${id.slice(-6)}.pdf`
  return { name, mediaType: 'application/pdf', body: Buffer.from(printed.bytes), inline: true }
}
