import { createPrivateKey, X509Certificate } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import type { Config } from '../../platform/config.ts'
import { broken, type Finding, ok, warning } from './finding.ts'

const DAY_MS = 86_400_000
const EXPIRES_SOON_DAYS = 21
const PATIENCE_MS = 5000

const LOOPBACK = /^(localhost|127\.|::1$|\[::1\]$)/
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|f[cd][0-9a-f]{2}:|fe80:)/i

export const isLoopback = (host: string): boolean => LOOPBACK.test(host)

/** Judges the address that mailed links carry: partners must be able to open it, and over TLS. */
export const judgePublicUrl = (name: 'PUBLIC_URL' | 'PORTAL_URL', url: string): Finding => {
  const { hostname, protocol, pathname } = new URL(url)
  if (isLoopback(hostname)) {
    return warning(
      name,
      [
        `${name} は ${url} です。このコンピューターの中からしか開けません。`,
        `${name} is ${url}: only this machine can open it.`,
      ],
      [
        '取引先に回答をお願いする前に、社外から開ける https:// の住所を設定してください。',
        'Set an https:// address that can be opened from outside before you ask partners.',
      ],
    )
  }
  if (protocol !== 'https:') {
    return broken(
      name,
      [`${name} ${url} は暗号化されていません。`, `${name} ${url} is not encrypted.`],
      [
        'TLS_CERT_FILE と TLS_KEY_FILE を指定するか、TLS を終端するプロキシを置き、https:// の住所にしてください。',
        'Set TLS_CERT_FILE and TLS_KEY_FILE, or put a proxy that ends TLS in front, and name an https:// address.',
      ],
    )
  }
  if (pathname !== '/') {
    return broken(
      name,
      [`${name} ${url} にパスが付いています。`, `${name} ${url} has a path.`],
      ['ホスト名(とポート)だけにしてください。', 'Leave only the host (and port).'],
    )
  }
  return ok(name, `${name}: ${url}`, `${name}: ${url}`)
}

/** Judges the listening address: the console must not be open to every network without encryption. */
export const judgeBind = (config: Config): Finding => {
  const everywhere = config.host === '0.0.0.0' || config.host === '::'
  const portal = config.portalPort === undefined ? '' : ` / portal ${config.portalHost}:${config.portalPort}`
  if (everywhere && config.tls === undefined && !config.trustProxy) {
    return broken(
      'bind',
      [
        `${config.host}:${config.port} で、暗号化なしにすべてのネットワークから接続を受けます。`,
        `${config.host}:${config.port} takes connections from every network without encryption.`,
      ],
      [
        'HOST を 127.0.0.1 にしてプロキシを置くか、TLS_CERT_FILE と TLS_KEY_FILE を指定してください。',
        'Set HOST to 127.0.0.1 behind a proxy, or set TLS_CERT_FILE and TLS_KEY_FILE.',
      ],
    )
  }
  if (everywhere && config.portalPort === undefined) {
    return warning(
      'bind',
      [
        '管理画面と取引先の画面が同じ窓口で公開されています。',
        'The console and the partner portal are open at the same address.',
      ],
      [
        'PORTAL_HOST と PORTAL_PORT で取引先の画面だけを外に公開できます。',
        'With PORTAL_HOST and PORTAL_PORT only the portal is open to the outside.',
      ],
    )
  }
  const said = `${config.host}:${config.port}${portal}`
  return ok('bind', `待ち受け: ${said}`, `Listening on: ${said}`)
}

/** Judges the certificate files: they belong together, name the host and do not expire within three weeks. */
export const checkCertificate = (config: Config, now: string): Finding[] => {
  if (config.tls === undefined) return []
  const { certFile, keyFile } = config.tls
  try {
    const certificate = new X509Certificate(readFileSync(certFile))
    if (!certificate.checkPrivateKey(createPrivateKey(readFileSync(keyFile)))) {
      return [
        broken(
          'certificate',
          ['証明書と秘密鍵が対になっていません。', 'The certificate and the key do not belong together.'],
          ['TLS_CERT_FILE と TLS_KEY_FILE を確かめてください。', 'Check TLS_CERT_FILE and TLS_KEY_FILE.'],
        ),
      ]
    }
    return [judgeCertificate(certificate, new URL(config.publicUrl).hostname, now)]
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    return [
      broken(
        'certificate',
        [`証明書のファイルを読めません(${reason})。`, `The certificate files cannot be read (${reason}).`],
        [`${certFile} と ${keyFile} を確かめてください。`, `Check ${certFile} and ${keyFile}.`],
      ),
    ]
  }
}

const judgeCertificate = (certificate: X509Certificate, host: string, now: string): Finding => {
  const until = new Date(certificate.validTo).toISOString().slice(0, 10)
  const days = Math.floor((Date.parse(certificate.validTo) - Date.parse(now)) / DAY_MS)
  const named = isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)
  if (named === undefined) {
    return broken(
      'certificate',
      [`証明書に ${host} の名前がありません。`, `The certificate does not name ${host}.`],
      ['PUBLIC_URL のホスト名を含む証明書を取得してください。', 'Get a certificate for the host of PUBLIC_URL.'],
    )
  }
  if (days > EXPIRES_SOON_DAYS)
    return ok('certificate', `証明書は ${until} まで有効です。`, `The certificate is valid until ${until}.`)
  return (days < 0 ? broken : warning)(
    'certificate',
    [
      days < 0 ? `証明書は ${until} に期限切れになりました。` : `証明書は ${until} に切れます(あと ${days} 日)。`,
      days < 0 ? `The certificate expired on ${until}.` : `The certificate expires on ${until} (${days} days).`,
    ],
    ['証明書を更新し、サーバーを起動し直してください。', 'Renew the certificate and start the server again.'],
  )
}

/** Tries an address as this machine sees it: its name resolves, its certificate is accepted, and Kizuna answers there. */
export const checkReachable = async (url: string): Promise<Finding[]> => {
  const { hostname } = new URL(url)
  const addresses = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true }).catch(() => [])
  if (addresses.length === 0) {
    return [
      broken(
        'dns',
        [`${hostname} の住所が DNS にありません。`, `${hostname} is not in DNS.`],
        ['DNS に A / AAAA レコードを登録してください。', 'Enter an A or AAAA record.'],
      ),
    ]
  }
  const said = addresses.map(({ address }) => address).join(', ')
  const inside = addresses.every(({ address }) => PRIVATE.test(address))
  const dns =
    inside && !isLoopback(hostname)
      ? warning(
          'dns',
          [`${hostname} は社内の住所(${said})です。`, `${hostname} is an address inside the house (${said}).`],
          [
            '社外の取引先からは開けません。社外向けの DNS を確かめてください。',
            'Partners outside cannot open it: check the public DNS.',
          ],
        )
      : ok('dns', `${hostname} → ${said}`, `${hostname} → ${said}`)
  return [dns, await answersThere(url)]
}

const answersThere = async (url: string): Promise<Finding> => {
  const failed = (reason: string): Finding =>
    warning(
      'reach',
      [`${url} から Kizuna の応答がありません(${reason})。`, `Kizuna does not answer at ${url} (${reason}).`],
      [
        'サーバーが動いているか、プロキシとファイアウォールの設定を確かめてください。',
        'Check that the server runs, and the settings of proxy and firewall.',
      ],
    )
  try {
    const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' })
    const body = (await answer.text()).slice(0, 100)
    return answer.ok && body.includes('"ok"')
      ? ok('reach', `${url} で Kizuna が応答します。`, `Kizuna answers at ${url}.`)
      : failed(`HTTP ${answer.status}`)
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return failed(cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer')
  }
}
