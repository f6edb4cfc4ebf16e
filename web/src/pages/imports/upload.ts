import { csrfHeader } from '../../lib/api.ts'
import { networkProblem, ProblemError, readProblem } from '../../lib/problem.ts'
import type { Import, ImportKind } from './import-queries.ts'

type Progress = (share: number) => void

const read = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Sends a file as it is and gives the import made of it; the share sent goes to `progress` (1: the server is reading). */
export const uploadFile = (file: File, kind: ImportKind, progress: Progress, signal: AbortSignal): Promise<Import> =>
  // fetch cannot tell how much of a body has been sent.
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const query = new URLSearchParams({ fileName: file.name.slice(-200), kind })
    request.open('POST', `/api/v1/imports?${query}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('accept-language', document.documentElement.lang)
    for (const [name, value] of Object.entries(csrfHeader())) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => progress(total === 0 ? 1 : loaded / total)
    request.onerror = () => reject(new ProblemError(networkProblem))
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'))
    request.onload = () => {
      const answer = read(request.responseText)
      if (request.status === 201) resolve(answer as Import)
      else reject(new ProblemError(readProblem(request.status, answer)))
    }
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
