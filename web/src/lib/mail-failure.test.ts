import { expect, test } from 'vitest'
import { sending as english } from '../texts/en/mail.ts'
import { sending as japanese } from '../texts/ja/mail.ts'
import { failureKey } from './mail-failure.ts'

const words = (code: string | null) => {
  const key = failureKey(code, 'unstated').replace('sending.why.', '')
  return [japanese.why, english.why].map((why) => Object.entries(why).find(([known]) => known === key)?.[1])
}

test('an undelivered mail is explained in both languages', () => {
  expect(words('recipient_revoked')).toEqual(['担当から外れた方です', 'The person is no longer a contact'])
})

test.each(['550 5.1.1 no such user', 'tls_handshake', '', null])('the code %j is never shown to a person', (code) => {
  expect(words(code)).toEqual(['理由は記録されていません', 'The reason is not recorded'])
})
