import { print } from './figure.ts'
import type { Target } from './http.ts'
import { ledgerFile } from './ledger-file.ts'
import { serverMemory } from './server.ts'

type Result = { rows: number; created: number; updated: number; unchanged: number; asked: number; rejected: number }

const post = async <T>({ port, token }: Target, path: string, body?: Uint8Array<ArrayBuffer>): Promise<T> => {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/octet-stream' }),
    },
    ...(body === undefined ? {} : { body }),
  })
  if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}`)
  return (await answer.json()) as T
}

/** Imports a ledger of 10,823 companies, from the upload's first byte to committed, and watches the server's memory. */
export const measureImport = async (target: Target): Promise<void> => {
  const { name, bytes, source } = ledgerFile()
  let peak = 0
  const watch = setInterval(() => {
    serverMemory(target).then(
      (now) => {
        peak = Math.max(peak, now)
      },
      () => undefined,
    )
  }, 250)
  const started = performance.now()
  const path = `/imports?kind=partners&fileName=${encodeURIComponent(name)}`
  const { id } = await post<{ id: string }>(target, path, new Uint8Array(bytes))
  const uploaded = performance.now()
  const { rows, created, updated, unchanged, asked, rejected } = await post<Result>(target, `/imports/${id}/commit`)
  const seconds = (performance.now() - started) / 1000
  clearInterval(watch)
  const previewSeconds = Math.round((uploaded - started) / 10) / 100
  const counts = { rows, created, updated, unchanged, asked, rejected }
  print({ name: 'import_10823_rows', value: seconds, unit: 's', budget: 5, previewSeconds, source, ...counts })
  print({ name: 'import_memory', value: Math.max(peak, await serverMemory(target)), unit: 'MB rss', budget: 400 })
}
