import { authorize, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { askerOf, partnerName, peopleToAsk } from './ask.queries.ts'
import { wrongState } from './assessment.errors.ts'
import { assessmentRights } from './assessment.policy.ts'
import { readAddressForms, readLevels } from './assessment-catalog.service.ts'
import { linkOf, previewMail, requestNumber, requestValues } from './assessment-mail.service.ts'
import { issueLeadGrant } from './grant.service.ts'
import { printLetter } from './letter-document.ts'
import { CODE_MINUTES, issueCode } from './one-time-code.service.ts'
import { hoursFor } from './proposal.service.ts'
import { loadSet } from './question-set.service.ts'
import { isOwing, liveGrants } from './request.store.ts'
import { asLevel, ownRequest } from './send.service.ts'

/** Makes the printed letter for a partner without mail: text, address of the page and a link of its own for the QR code. */
export const makeLetter = async (ctx: WriteCtx, id: string) => {
  const scope = authorize(ctx, assessmentRights.ask)
  const request = await ownRequest(ctx, scope, id)
  if (!isOwing(request.state)) throw wrongState(request.state)
  const [contact] = await peopleToAsk(ctx.db, request)
  const company = await partnerName(ctx.db, request.tenantId, request.partnerId)
  const set = await loadSet(ctx, request.questionSetId)
  const { company: buyer } = await askerOf(ctx.db, request.tenantId, request.ownerId)
  const {
    id: grantId,
    token,
    check,
  } = await issueLeadGrant(ctx, request, {
    contactId: contact?.id ?? null,
    name: contact?.name ?? company,
    address: contact?.email ?? null,
  })
  const link = linkOf(request.portalUrl, token)
  const values = requestValues(
    await readAddressForms(ctx),
    request,
    { lang: request.lang, company, person: contact?.name ?? null, buyer: buyer.name },
    { questions: set.asked.items.length, hours: hoursFor(await readLevels(ctx), asLevel(request.set)) },
    link,
  )
  ctx.record({
    stream: 'assessment',
    event: 'assessment.letter_made',
    subject: { type: 'assessment', id },
    after: { grantId },
  })
  const letter = await previewMail(ctx, 'assessment-letter', request.lang, { ...values, checkNumber: check })
  const number = requestNumber(request.no)
  const pdf = await printLetter({ ...letter, number, link, check, buyer: buyer.name, madeAt: ctx.now, tz: buyer.tz })
  return { number, grantId, link, check, ...letter, pdf }
}

/** Makes a code to read out after calling back a registered telephone number, for a link without a mail address. */
export const codeToReadOut = async (ctx: WriteCtx, id: string, grantId: string) => {
  const scope = authorize(ctx, assessmentRights.ask)
  const request = await ownRequest(ctx, scope, id)
  const grant = (await liveGrants(ctx.db, request.tenantId, id)).find((link) => link.id === grantId)
  if (grant === undefined) throw platformErrors.not_found()
  const { code } = await issueCode(ctx, grant, 'call')
  return { code, minutes: CODE_MINUTES }
}
