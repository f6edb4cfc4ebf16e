import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api, body } from '../../lib/api.ts'
import { showNotice } from '../../ui/undo-notice.tsx'

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Runs one act on a request, says that it is done and reads the request again. */
export const useAct = <Input, Output>(run: (input: Input) => Promise<Output>, done: (output: Output) => string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: async (output) => {
      showNotice(done(output))
      await client.invalidateQueries({ queryKey: ['assessments'] })
      await client.invalidateQueries({ queryKey: ['messages'] })
    },
  })
}

const at = (id: string) => ({ params: { path: { id } } })

export const resend = (id: string) => answer(api.POST('/api/v1/assessments/{id}/resend', at(id)))
export const extend = (id: string, deadline: string, reason: string) =>
  answer(api.POST('/api/v1/assessments/{id}/extend', { ...at(id), body: { deadline, reason } }))
export const withdraw = (id: string, reason: string) =>
  answer(api.POST('/api/v1/assessments/{id}/withdraw', { ...at(id), body: { reason } }))
export const submitFor = (id: string) => body(api.POST('/api/v1/assessments/{id}/submission', at(id)))
export const makeLetter = (id: string) => body(api.POST('/api/v1/assessments/{id}/letter', at(id)))
export const codeToReadOut = (id: string, grantId: string) =>
  body(api.POST('/api/v1/assessments/{id}/links/{grantId}/code', { params: { path: { id, grantId } } }))

/** Takes in the answers of a filled workbook, all or none. */
export const takeInForm = (id: string, file: File) =>
  body(
    api.POST('/api/v1/assessments/{id}/form', {
      params: { path: { id }, query: { name: file.name } },
      headers: { 'content-type': file.type === '' ? workbook : file.type },
      body: file as never,
      bodySerializer: (bytes: unknown) => bytes as Blob,
    }),
  )
