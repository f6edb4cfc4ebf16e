import { type Agent, request } from 'node:http'

export type Target = { port: number; token: string }
export type Call = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH'
  path: string
  body?: unknown
  headers?: Record<string, string>
}
export type Answer = { status: number; cookies: string[]; text: string; bytes: number; ms: number }

/** Sends one request to the server on this machine and measures until the last byte of its answer. */
export const exchange = (port: number, { method = 'GET', path, body, headers = {} }: Call, agent?: Agent) =>
  new Promise<Answer>((resolve, reject) => {
    const started = performance.now()
    const payload =
      body === undefined ? undefined : body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body))
    const type = body instanceof Uint8Array ? 'application/octet-stream' : 'application/json'
    const about = payload === undefined ? {} : { 'content-type': type, 'content-length': payload.byteLength }
    const outgoing = request(
      { host: '127.0.0.1', port, path: `/api/v1${path}`, method, agent, headers: { ...about, ...headers } },
      (answer) => {
        const isText = String(answer.headers['content-type'] ?? '').includes('json')
        const parts: Buffer[] = []
        let bytes = 0
        answer.on('data', (part: Buffer) => {
          bytes += part.byteLength
          if (isText) parts.push(part)
        })
        answer.once('error', reject)
        answer.once('end', () => {
          const status = answer.statusCode ?? 0
          const cookies = answer.headers['set-cookie'] ?? []
          const ms = performance.now() - started
          resolve({ status, cookies, text: Buffer.concat(parts).toString('utf8'), bytes, ms })
        })
      },
    )
    outgoing.once('error', reject)
    outgoing.end(payload)
  })

const bearer = ({ token }: Target, call: Call): Call => ({
  ...call,
  headers: { authorization: `Bearer ${token}`, ...call.headers },
})

/** Answers what came back, or fails with the server's own words when it was refused. */
export const accepted = ({ method = 'GET', path }: Call, answer: Answer): Answer => {
  if (answer.status < 400) return answer
  throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text.slice(0, 500)}`)
}

/** Sends one request as the administrator and answers its JSON. */
export const ask = async <T>(target: Target, call: Call): Promise<T> =>
  JSON.parse(accepted(call, await exchange(target.port, bearer(target, call))).text) as T

/** Sends one request as the administrator and answers the milliseconds until its last byte. */
export const timed = async (target: Target, agent: Agent | undefined, call: Call): Promise<number> =>
  accepted(call, await exchange(target.port, bearer(target, call), agent)).ms
