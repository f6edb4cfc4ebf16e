import type { WriteCtx } from '../../platform/context.ts'
import { cancelMatter, queueNotices } from '../notices/notice.service.ts'
import type { MailValues, TemplateKey } from './assessment-mail.service.ts'
import type { Request } from './request.store.ts'
import { MATTER_TYPE } from './request.tables.ts'

export type RequestMail = {
  request: Pick<Request, 'id' | 'partnerId'>
  template: TemplateKey
  to: { grantId: string; address: string; lang: string; once?: string }
  variables: MailValues
}

/** Queues mails about many requests at once; the same purpose to the same link is queued once. */
export const queueRequestMails = async (ctx: WriteCtx, mails: readonly RequestMail[]): Promise<void> => {
  await queueNotices(
    ctx,
    mails.map(({ request: { id, partnerId }, template, to, variables }) => ({
      kind: template,
      matter: { type: MATTER_TYPE, id },
      template,
      recipients: [{ type: 'grant', id: to.grantId, partnerId, address: to.address, lang: to.lang, variables }],
      dedupeKey: to.once === undefined ? template : `${template}:${to.once}`,
    })),
  )
}

/** Queues one mail about a request; the same purpose to the same link is queued once. */
export const queueRequestMail = (
  ctx: WriteCtx,
  request: RequestMail['request'],
  template: TemplateKey,
  to: RequestMail['to'],
  variables: MailValues,
): Promise<void> => queueRequestMails(ctx, [{ request, template, to, variables }])

/** Stops mails about a request that have not left yet. */
export const stopRequestMail = (ctx: WriteCtx, requestId: string, reason: string): Promise<number> =>
  cancelMatter(ctx, { type: MATTER_TYPE, id: requestId }, reason)
