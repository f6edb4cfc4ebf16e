import { defineErrors } from '../../platform/errors.ts'

export const noticeErrors = defineErrors('notice', {
  template_unknown: {
    kind: 'invalid',
    ja: '文面のひな形「{template}」が見つかりません。',
    en: 'The text template "{template}" was not found.',
  },
  value_missing: {
    kind: 'invalid',
    ja: '文面に必要な項目「{variable}」がありません。',
    en: 'The text needs a value for "{variable}".',
  },
  in_hand: {
    kind: 'conflict',
    ja: 'このメールは送信を待っているか、送信中です。結果が出てからもう一度お試しください。',
    en: 'This message is still waiting or being sent. Try again when its result is known.',
  },
  not_waiting: {
    kind: 'conflict',
    ja: '送信を取りやめられるのは、まだ送っていないメールだけです。',
    en: 'Only a message that has not been sent yet can be cancelled.',
  },
  was_cancelled: {
    kind: 'conflict',
    ja: '取りやめたメールは送り直せません。宛先を確かめて、新しく送ってください。',
    en: 'A cancelled message cannot be sent again. Check the recipient and send a new one.',
  },
})

export const mailErrors = defineErrors('mail', {
  not_configured: {
    kind: 'conflict',
    ja: 'メールサーバーがまだ設定されていません。先に設定を保存してください。',
    en: 'No mail server is set yet. Save the settings first.',
  },
  password_needs_encryption: {
    kind: 'invalid',
    ja: '暗号化しない接続では、パスワードを使えません。TLS か STARTTLS を選んでください。',
    en: 'A password must not travel unencrypted. Choose TLS or STARTTLS.',
  },
  password_again: {
    kind: 'invalid',
    ja: 'サーバー・ポート・暗号化・ユーザー名を変えるときは、パスワードを入力し直してください。',
    en: 'Enter the password again when you change the server, port, encryption or user name.',
  },
  address_invalid: {
    kind: 'invalid',
    ja: 'メールアドレスの形になっていません。',
    en: 'This is not a mail address.',
  },
})
