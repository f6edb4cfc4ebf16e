import { createSign, generateKeyPairSync } from 'node:crypto'

export type TestCertificate = { readonly key: string; readonly cert: string }

const COMMON_NAME = '0603550403'
const SUBJECT_ALT_NAME = '0603551d11'
const BASIC_CONSTRAINTS = '0603551d13'
const ECDSA_SHA256 = '300a06082a8648ce3d040302'

/** A fresh self-signed certificate for localhost, valid for the whole of any test, that is its own authority. */
export function localhostCertificate(): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = der(0x30, der(0x31, der(0x30, hex(COMMON_NAME), der(0x0c, Buffer.from('localhost')))))
  const validity = der(0x30, der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('491231235959Z')))
  const names = der(0x30, der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])))
  const extensions = der(
    0xa3,
    der(
      0x30,
      der(0x30, hex(SUBJECT_ALT_NAME), der(0x04, names)),
      der(0x30, hex(BASIC_CONSTRAINTS), der(0x01, hex('ff')), der(0x04, der(0x30, der(0x01, hex('ff'))))),
    ),
  )
  const body = der(
    0x30,
    der(0xa0, der(0x02, hex('02'))),
    der(0x02, hex('01')),
    hex(ECDSA_SHA256),
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions,
  )
  const signature = createSign('sha256').update(body).sign(privateKey)
  const whole = der(0x30, body, hex(ECDSA_SHA256), der(0x03, hex('00'), signature))
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? []
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
  }
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const size = content.length
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex')
}
