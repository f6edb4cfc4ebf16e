import type { z } from 'zod'
import { evidenceState, gradeFits } from '../../domain/partner/evidence.ts'
import { securityActionAdvice } from '../../domain/partner/security-action.ts'
import type { PlainDate } from '../../domain/time.ts'
import type { ReadCtx, WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { attachFile, detachFile } from '../files/file.service.ts'
import type { EvidenceBody } from './evidence.contract.ts'
import { evidenceErrors } from './evidence.errors.ts'
import {
  deleteEvidence,
  type Evidence,
  evidenceOf,
  insertEvidence,
  oneEvidence,
  updateEvidence,
} from './evidence.store.ts'
import { partnerRights } from './partner.policy.ts'
import { noteOnTimeline } from './partner.service.ts'
import { reachPartner } from './partner-access.service.ts'

type Body = z.output<typeof EvidenceBody>
type Facts = ReturnType<typeof checked>

const checked = (ctx: ReadCtx, body: Body) => {
  const refuse = (field: string, problem: keyof typeof evidenceErrors): never => {
    const { code, text } = evidenceErrors[problem]
    throw platformErrors.invalid({}, [{ field, code, message: text[ctx.actor.locale] }])
  }
  if (!gradeFits(body.kind, body.grade)) return refuse('grade', 'grade_unknown')
  if (body.effectiveOn !== null && body.expiresOn !== null && body.expiresOn < body.effectiveOn)
    return refuse('expiresOn', 'dates_reversed')
  if (body.checkedOn !== null && body.checkedOn > ctx.today) return refuse('checkedOn', 'checked_in_future')
  return {
    ...body,
    effectiveOn: body.effectiveOn as PlainDate | null,
    expiresOn: body.expiresOn as PlainDate | null,
    checkedOn: body.checkedOn as PlainDate | null,
  }
}

type Shown = Awaited<ReturnType<typeof evidenceOf>>[number]

const view = (ctx: ReadCtx, { evidence, checkedByName, fileName, uploadedAt }: Shown) => ({
  ...evidence,
  kind: evidence.kind as Body['kind'],
  checkedBy: checkedByName,
  fileName,
  uploadedAt,
  state: evidenceState(evidence.expiresOn, ctx.today),
})

const starsOf = (row: Shown): 0 | 1 | 2 =>
  row.evidence.kind !== 'security_action' ? 0 : row.evidence.grade === '2' ? 2 : 1

/** Lists what a partner has to show, with what to do next about SECURITY ACTION; the caller has checked the partner. */
export const readShelf = async (ctx: ReadCtx, partnerId: string) => {
  const rows = await evidenceOf(ctx.db, ctx.actor.tenant, partnerId)
  const declared = rows.filter((row) => starsOf(row) > 0).sort((a, b) => starsOf(b) - starsOf(a))
  const best = declared[0]
  return {
    items: rows.map((row) => view(ctx, row)),
    securityAction: securityActionAdvice({
      stars: best === undefined ? 0 : starsOf(best),
      checked: best?.evidence.checkedOn != null,
      policySeen: (best?.evidence.policyUrl ?? '') !== '',
    }),
  }
}

/** Lists what a partner has to show. */
export const showShelf = async (ctx: ReadCtx, partnerId: string) => {
  await reachPartner(ctx, partnerRights.read, partnerId)
  return readShelf(ctx, partnerId)
}

const get = async (ctx: ReadCtx, partnerId: string, id: string): Promise<Evidence> => {
  const evidence = await oneEvidence(ctx.db, ctx.actor.tenant, partnerId, id)
  if (evidence === undefined) throw platformErrors.not_found()
  return evidence
}

const shown = async (ctx: ReadCtx, partnerId: string, id: string) => {
  const [row] = await evidenceOf(ctx.db, ctx.actor.tenant, partnerId, id)
  if (row === undefined) throw platformErrors.not_found()
  return view(ctx, row)
}

const attach = async (ctx: WriteCtx, fileId: string | null, evidenceId: string): Promise<void> => {
  if (fileId !== null) await attachFile(ctx, fileId, { type: 'partner_evidence', id: evidenceId })
}

/** Evidence that no longer has its copy, as the ledger keeps it: with name, hash and day of the file that is removed. */
const withoutCopy = async (ctx: WriteCtx, { fileId, ...before }: Evidence) => {
  const file = fileId === null ? null : await detachFile(ctx, fileId, { type: 'partner_evidence', id: before.id })
  return { ...before, fileId, file }
}

const keep = async (
  ctx: WriteCtx,
  partnerId: string,
  id: string,
  event: string,
  detail: { before?: unknown; after?: unknown },
): Promise<void> => {
  const subject = { type: 'evidence', id }
  ctx.record({ stream: 'partner', event, subject, ...detail })
  ctx.emit(event, { evidenceId: id, partnerId })
  await noteOnTimeline(ctx, { partnerId, kind: 'evidence', event, subject })
}

/** Puts a certificate or declaration on a partner's shelf; a check is signed by whoever enters it. */
export const addEvidence = async (ctx: WriteCtx, partnerId: string, body: Body) => {
  await reachPartner(ctx, partnerRights.update, partnerId)
  const facts = checked(ctx, body)
  const id = ctx.newId()
  const checkedBy = facts.checkedOn === null ? null : ctx.actor.memberId
  const own = { tenantId: ctx.actor.tenant, id, createdAt: ctx.now, updatedAt: ctx.now }
  await insertEvidence(ctx.db, { ...facts, ...own, partnerId, checkedBy })
  await attach(ctx, facts.fileId, id)
  await keep(ctx, partnerId, id, 'evidence.added', { after: facts })
  return shown(ctx, partnerId, id)
}

const signedBy = (ctx: WriteCtx, before: Evidence, facts: Facts): string | null => {
  if (facts.checkedOn === null) return null
  return facts.checkedOn === before.checkedOn ? before.checkedBy : ctx.actor.memberId
}

/** Edits evidence from the version the editor saw; a new day of check is signed anew. */
export const editEvidence = async (ctx: WriteCtx, partnerId: string, id: string, version: number, body: Body) => {
  await reachPartner(ctx, partnerRights.update, partnerId)
  const before = await get(ctx, partnerId, id)
  if (before.version !== version) throw platformErrors.changed_meanwhile({ version: before.version })
  const facts = checked(ctx, body)
  if (!(await updateEvidence(ctx.db, before, { ...facts, checkedBy: signedBy(ctx, before, facts) }, ctx.now)))
    throw platformErrors.changed_meanwhile({ version: before.version + 1 })
  const replaced = facts.fileId !== before.fileId
  const kept = replaced ? await withoutCopy(ctx, before) : before
  if (replaced) await attach(ctx, facts.fileId, id)
  await keep(ctx, partnerId, id, 'evidence.updated', { before: kept, after: facts })
  return shown(ctx, partnerId, id)
}

/** Takes evidence off the shelf; the ledger keeps what it said. */
export const removeEvidence = async (ctx: WriteCtx, partnerId: string, id: string): Promise<void> => {
  await reachPartner(ctx, partnerRights.update, partnerId)
  const before = await get(ctx, partnerId, id)
  if (!(await deleteEvidence(ctx.db, ctx.actor.tenant, id))) throw platformErrors.not_found()
  await keep(ctx, partnerId, id, 'evidence.removed', { before: await withoutCopy(ctx, before) })
}
