import type { WriteCtx } from '../../platform/context.ts'
import { cancelMatter, queueNotice } from '../notices/notice.service.ts'
import type { MailValues, TemplateKey } from './assessment-mail.service.ts'
import type { Request } from './request.store.ts'
import { MATTER_TYPE } from './request.tables.ts'

/** Queues one mail about a request; the same purpose to the same link is queued once. */
export const queueRequestMail = async (
  ctx: WriteCtx,
  request: Pick<Request, 'id' | 'partnerId'>,
  template: TemplateKey,
  to: { grantId: string; address: string; lang: string; once?: string },
  variables: MailValues,
): Promise<void> => {
  await queueNotice(ctx, {
    kind: template,
    matter: { type: MATTER_TYPE, id: request.id },
    template,
    recipients: [
      { type: 'grant', id: to.grantId, partnerId: request.partnerId, address: to.address, lang: to.lang, variables },
    ],
    dedupeKey: to.once === undefined ? template : `${template}:${to.once}`,
  })
}

/** Stops mails about a request that have not left yet. */
export const stopRequestMail = (ctx: WriteCtx, requestId: string, reason: string): Promise<number> =>
  cancelMatter(ctx, { type: MATTER_TYPE, id: requestId }, reason)
