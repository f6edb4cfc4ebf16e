import { describe, expect, it } from 'vitest'
import { classifyFailure, shortResponse, verifyFailure } from './smtp-outcome.ts'

describe('what became of a mail', () => {
  it.each([
    ['a refused recipient', { code: 'EENVELOPE', responseCode: 550 }, false, 'permanent'],
    ['a full mailbox', { code: 'EENVELOPE', responseCode: 452 }, false, 'temporary'],
    ['a refused message', { code: 'EMESSAGE', responseCode: 554 }, true, 'permanent'],
    ['a message to try later', { code: 'EMESSAGE', responseCode: 451 }, true, 'temporary'],
    ['a session out of order', { code: 'EENVELOPE', responseCode: 503 }, false, 'temporary'],
    ['sign-in demanded', { code: 'EENVELOPE', responseCode: 530 }, false, 'temporary'],
    ['our wrong password', { code: 'EAUTH', responseCode: 535 }, false, 'temporary'],
    ['a greeting that sends us away', { code: 'EPROTOCOL', responseCode: 554 }, false, 'temporary'],
    ['a message over the announced limit', { code: 'EMESSAGE', command: 'MAIL FROM' }, false, 'permanent'],
    ['an address the library refuses', { code: 'EENVELOPE', command: 'API' }, false, 'permanent'],
    ['no name for the host', { code: 'EDNS' }, false, 'temporary'],
    ['a time-out before', { code: 'ETIMEDOUT' }, false, 'temporary'],
    ['a time-out after', { code: 'ETIMEDOUT' }, true, 'unknown'],
    ['a lost line after', { code: 'ECONNECTION' }, true, 'unknown'],
    ['a farewell after', { code: 'ECONNECTION', responseCode: 421 }, true, 'unknown'],
    ['a rubbish answer after', { code: 'EPROTOCOL', responseCode: 999 }, true, 'unknown'],
    ['a surprise before', {}, false, 'temporary'],
  ])('%s', (_case, failure, handedOver, outcome) => {
    expect(classifyFailure(failure, handedOver).outcome).toBe(outcome)
  })

  it('keeps the server’s words short and on one line', () => {
    expect(shortResponse(`550-a\r\n550 ${'b'.repeat(9_000)}`)).toMatch(/^550-a 550 b{480,495}$/)
    expect(shortResponse(undefined)).toBe('')
  })

  it.each([
    [{ code: 'EAUTH' }, 'auth'],
    [{ code: 'ETIMEDOUT' }, 'timeout'],
    [{ code: 'EDNS' }, 'dns'],
    [{ code: 'ESOCKET', message: 'self-signed certificate' }, 'tls'],
    [{ code: 'ESOCKET', message: 'connect ECONNREFUSED' }, 'connection'],
    [{ code: 'EPROTOCOL' }, 'protocol'],
  ])('%j means %s', (failure, reason) => {
    expect(verifyFailure(failure)).toBe(reason)
  })
})
