import { describe, expect, test } from 'vitest'
import { isInRange, type MailEntries, settingsFrom } from './mail-entries.ts'

const entries: MailEntries = {
  host: ' smtp.example.jp ',
  port: '５８７',
  security: 'starttls',
  username: '',
  password: '',
  certificateAuthority: ' ',
  fromName: '東嶺電機',
  fromAddress: 'security@example.jp',
  replyTo: '',
  ratePerMinute: '120',
}

describe('mail settings as entered', () => {
  test('full-width digits are numbers and empty entries are left out', () => {
    expect(settingsFrom(entries)).toEqual({
      host: 'smtp.example.jp',
      port: 587,
      security: 'starttls',
      username: null,
      certificateAuthority: null,
      fromName: '東嶺電機',
      fromAddress: 'security@example.jp',
      replyTo: null,
      ratePerMinute: 120,
    })
  })
  test('a new password goes along, an empty one does not', () => {
    expect(settingsFrom({ ...entries, password: ' p ' })).toHaveProperty('password', ' p ')
    expect(settingsFrom(entries)).not.toHaveProperty('password')
  })
  test.each([
    ['1', true],
    ['65535', true],
    ['６５５３５', true],
    ['0', false],
    ['65536', false],
    ['25a', false],
    ['2.5', false],
    ['', false],
  ])('port %j fits: %j', (text, fits) => {
    expect(isInRange(text, { from: 1, to: 65_535 })).toBe(fits)
  })
})
