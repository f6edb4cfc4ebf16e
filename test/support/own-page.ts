import type { Page } from 'playwright-core'

// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of any shape
type Any = any

/** Calls the API as the page itself would: its session, its value against foreign pages. */
export const callAs = (page: Page, method: string, path: string, body?: unknown, version?: number): Promise<Any> =>
  page.evaluate(
    async ({ method, path, body, version }) => {
      const token = /kizuna_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? ''
      const answer = await fetch(`/api/v1${path}`, {
        method,
        headers: {
          'x-csrf-token': decodeURIComponent(token),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(version === undefined ? {} : { 'if-match': String(version) }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
      return text === '' ? null : JSON.parse(text)
    },
    { method, path, body, version },
  )
