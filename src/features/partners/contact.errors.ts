import { defineErrors } from '../../platform/errors.ts'

export const contactErrors = defineErrors('contact', {
  unreachable: {
    kind: 'invalid',
    ja: 'メールアドレスと電話番号の、少なくとも一方を入力してください。',
    en: 'Enter a mail address or a phone number, or both.',
  },
  email_invalid: {
    kind: 'invalid',
    ja: 'メールアドレスの書き方をご確認ください。例: anzen@example.co.jp',
    en: 'Check the mail address. Example: safety@example.com',
  },
  phone_invalid: {
    kind: 'invalid',
    ja: '電話番号の桁をご確認ください。海外の番号は「+84」のように国番号から入力してください。',
    en: 'Check the digits of the phone number. Begin foreign numbers with the country code, such as +84.',
  },
  zone_unknown: {
    kind: 'invalid',
    ja: '時間帯を一覧から選んでください。',
    en: 'Choose the time zone from the list.',
  },
})
