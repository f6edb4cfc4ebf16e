import { platformErrors } from '../../platform/errors.ts'
import { command, open, query, type Route } from '../../platform/http/route.ts'
import { MailSettingsBody, MailSettingsView, MailTestView } from './mail-settings.contract.ts'
import { saveMailSettings, showMailSettings } from './mail-settings.service.ts'
import { sendTestMail } from './mail-test.service.ts'
import { MessageList, MessageListQuery, MessageParams, ResentView } from './notice.contract.ts'
import { mailErrors, noticeErrors } from './notice.errors.ts'
import { cancelMessage, resendMessage, showMessages } from './notice.service.ts'

export const noticeRoutes: Route[] = [
  query(
    { method: 'GET', path: '/settings/mail', summary: 'How mail leaves the house', response: MailSettingsView },
    (ctx) => showMailSettings(ctx),
  ),
  command(
    {
      method: 'PUT',
      path: '/settings/mail',
      summary: 'Set the mail server',
      body: MailSettingsBody,
      response: MailSettingsView,
      versioned: true,
      errors: [mailErrors.address_invalid, mailErrors.password_again, mailErrors.password_needs_encryption],
    },
    (ctx, { body, version }) => saveMailSettings(ctx, version, body),
  ),
  open(
    {
      method: 'POST',
      path: '/settings/mail/test',
      access: 'member',
      summary: 'Send a test mail to oneself',
      response: MailTestView,
      errors: [mailErrors.not_configured, platformErrors.too_many],
    },
    ({ engine, actor }) => sendTestMail(engine, actor),
  ),
  query(
    {
      method: 'GET',
      path: '/messages',
      summary: 'What was sent and what waits, the newest first',
      query: MessageListQuery,
      response: MessageList,
    },
    (ctx, { query }) => showMessages(ctx, query),
  ),
  command(
    {
      method: 'POST',
      path: '/messages/:id/resend',
      summary: 'Send a message once more',
      params: MessageParams,
      response: ResentView,
      errors: [noticeErrors.in_hand, noticeErrors.was_cancelled],
    },
    (ctx, { params }) => resendMessage(ctx, params.id),
  ),
  command(
    {
      method: 'POST',
      path: '/messages/:id/cancel',
      summary: 'Stop a message that has not been sent',
      params: MessageParams,
      response: undefined,
      errors: [noticeErrors.not_waiting],
    },
    async (ctx, { params }) => {
      await cancelMessage(ctx, params.id)
      return undefined
    },
  ),
]
