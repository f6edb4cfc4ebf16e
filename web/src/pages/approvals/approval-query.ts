import { api, body } from '../../lib/api.ts'

export const readApproval = (id: string) => body(api.GET('/api/v1/approvals/{id}', { params: { path: { id } } }))
export type Approval = Awaited<ReturnType<typeof readApproval>>
