/** A refusal or a failed connection, in one line a person can act on. */
export class CliError extends Error {}

export type Client = {
  get: <T>(path: string) => Promise<T>
  send: <T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) => Promise<T>
  upload: <T>(path: string, bytes: Uint8Array<ArrayBuffer>) => Promise<T>
  download: (path: string) => Promise<Uint8Array<ArrayBuffer>>
}

const DEFAULT_URL = 'http://127.0.0.1:8787'

type Problem = { title?: string; errors?: { field: string; message: string }[] }

const reasonOf = async (answer: Response): Promise<string> => {
  const body = (await answer.json().catch(() => ({}))) as Problem
  const fields = (body.errors ?? []).slice(0, 3).map(({ field, message }) => `${field}: ${message}`)
  return [body.title ?? `HTTP ${answer.status}`, ...fields].join(' ').replace(/\s+/g, ' ')
}

/** Talks to a running Kizuna by its API, as the holder of KIZUNA_TOKEN. */
export const openClient = (env: Record<string, string | undefined>): Client => {
  const token = env.KIZUNA_TOKEN
  if (token === undefined || token === '')
    throw new CliError('KIZUNA_TOKEN に API トークンを設定してください。/ Set KIZUNA_TOKEN to an API token.')
  const base = (env.KIZUNA_URL ?? DEFAULT_URL).replace(/\/+$/, '')
  const language = (env.LANG ?? 'ja').startsWith('en') ? 'en' : 'ja'
  const ask = async (method: string, path: string, body?: BodyInit, type?: string): Promise<Response> => {
    const headers = {
      authorization: `Bearer ${token}`,
      'accept-language': language,
      ...(type === undefined ? {} : { 'content-type': type }),
    }
    const answer = await fetch(`${base}/api/v1${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    }).catch(() => {
      throw new CliError(`${base} につながりません。/ Cannot reach ${base}.`)
    })
    if (!answer.ok) throw new CliError(await reasonOf(answer))
    return answer
  }
  const request = async <T>(...call: Parameters<typeof ask>): Promise<T> => {
    const answer = await ask(...call)
    return (answer.status === 204 ? undefined : await answer.json()) as T
  }
  return {
    get: (path) => request('GET', path),
    send: (method, path, body) =>
      body === undefined ? request(method, path) : request(method, path, JSON.stringify(body), 'application/json'),
    upload: (path, bytes) => request('POST', path, bytes, 'application/octet-stream'),
    download: async (path) => new Uint8Array(await (await ask('GET', path)).arrayBuffer()),
  }
}
