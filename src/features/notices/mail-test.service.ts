import { createThrottle } from '../../platform/auth/throttle.ts'
import { type Actor, authorize } from '../../platform/context.ts'
import type { Locale } from '../../platform/errors.ts'
import { platformErrors } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { SendResult } from '../../platform/mail/mail-transport.ts'
import { type Engine, reading, writing } from '../../platform/work.ts'
import { organizationRights } from '../organizations/organization.policy.ts'
import { mailSettingsOf } from './mail-settings.store.ts'
import { mailErrors } from './notice.errors.ts'
import { composeMail, messageIdFor, openMailServer } from './outgoing-mail.service.ts'
import { memberCheck } from './recipient-check.queries.ts'

const TEXT: Record<Locale, { subject: string; text: string }> = {
  ja: {
    subject: '送信の確認',
    text: 'このメールは、メール設定の「試しに送る」から送られました。\n\nこの文面が読めていれば、取引先へのお知らせも同じ設定で送れます。返信は不要です。',
  },
  en: {
    subject: 'Checking that mail can be sent',
    text: 'This mail was sent by "Send a test" on the mail settings page.\n\nIf you can read it, notices to partners can be sent the same way. Please do not reply.',
  },
}

type Sentence = Record<Locale, string>

const ACCEPTED: Sentence = {
  ja: 'メールサーバーが受け取りました。届いたメールをご確認ください。数分待っても届かないときは、迷惑メールの箱もご覧ください。',
  en: 'The mail server took the message. Look at the mail that arrives; if it does not within minutes, look in the junk folder too.',
}
const UNKNOWN: Sentence = {
  ja: '送り終えたところで返事が途切れました。届いているかもしれません。受信箱を確かめてから、もう一度お試しください。',
  en: 'The answer was lost after the message had been handed over. It may have arrived: look at your mailbox before trying again.',
}
const REFUSED: Sentence = {
  ja: 'メールサーバーが断りました。差出人のアドレスを使ってよいか、宛先が正しいかをメールの管理者に確かめてください。',
  en: 'The mail server refused it. Ask its administrator whether this sender address is allowed and the recipient is right.',
}
const SIGN_IN: Sentence = {
  ja: 'メールサーバーにサインインできませんでした。ユーザー名とパスワードを入力し直してください。',
  en: 'Signing in to the mail server failed. Enter the user name and password again.',
}
const NO_ANSWER: Sentence = {
  ja: 'メールサーバーにつながりませんでした。サーバーの名前、ポート、暗号化の種類と、途中のファイアウォールをご確認ください。',
  en: 'The mail server could not be reached. Check its name, the port, the kind of encryption and any firewall in between.',
}
const LATER: Sentence = {
  ja: 'メールサーバーが、いまは受け取れないと答えました。しばらく待ってから、もう一度お試しください。',
  en: 'The mail server says it cannot take the message now. Wait a while and try again.',
}
const SIGN_IN_CODES = [530, 534, 535, 538]

const sentenceFor = ({ outcome, code }: SendResult): Sentence => {
  if (outcome === 'accepted') return ACCEPTED
  if (outcome === 'unknown') return UNKNOWN
  if (outcome === 'permanent') return REFUSED
  if (code === null) return NO_ANSWER
  return SIGN_IN_CODES.includes(code) ? SIGN_IN : LATER
}

/** Sends a mail to the signed-in member by the saved settings and says in words what became of it. */
export const sendTestMail = async (engine: Engine, actor: Actor | null) => {
  if (actor === null || actor.memberId === null) throw platformErrors.unauthenticated()
  authorize({ actor }, organizationRights.configure)
  const { memberId } = actor
  const throttle = createThrottle(engine.pools, 'mail-test', { points: 10, seconds: 600, blockSeconds: 600 })
  await throttle.take(`${actor.tenant}:${memberId}`)
  const { settings, verdict } = await reading(engine, actor, async (ctx) => ({
    settings: await mailSettingsOf(ctx.db, actor.tenant),
    verdict: (await memberCheck(ctx.db, actor.tenant, [memberId])).get(memberId),
  }))
  if (settings === undefined) throw mailErrors.not_configured()
  if (!verdict?.ok) throw platformErrors.unauthenticated()
  const id = newId()
  const message = {
    id,
    messageId: messageIdFor(id, actor.correlation, settings.fromAddress),
    address: verdict.address,
    lang: actor.locale,
    link: null,
    ...TEXT[actor.locale],
  }
  const server = openMailServer(settings, engine.vault)
  const result = await server
    .send(composeMail(settings, message, new Date(engine.clock.now())))
    .finally(() => server.close())
  await writing(engine, actor, async (ctx) =>
    ctx.record({
      stream: 'org',
      event: 'mail_settings.tested',
      subject: { type: 'mail_settings', id: settings.id },
      after: { outcome: result.outcome, code: result.code },
    }),
  )
  return {
    outcome: result.outcome,
    sentence: sentenceFor(result)[actor.locale],
    response: result.response,
    address: verdict.address,
  }
}
