// Stands in until the contracts generate it: openapi-typescript writes this file from /api/v1/openapi.json.
type Locale = 'ja' | 'en'
type Member = { id: string; name: string; locale: Locale; roles: string[] }
type SessionRow = { id: string; device: string | null; createdAt: string; lastSeenAt: string; current: boolean }
type FieldError = { field: string; code: string; message: string }
type ProblemBody = { status: number; code: string; title?: string; detail?: string; traceId?: string; errors?: FieldError[] }

type Problems = { default: { headers: Record<string, unknown>; content: { 'application/problem+json': ProblemBody } } }
type Answer<T> = { 200: { headers: Record<string, unknown>; content: { 'application/json': T } } } & Problems
type NoContent = { 204: { headers: Record<string, unknown>; content?: never } } & Problems
type Params = { query?: never; header?: never; path?: never; cookie?: never }
type Call<Body, Responses> = {
  parameters: Params
  requestBody: { content: { 'application/json': Body } }
  responses: Responses
}
type BareCall<Responses> = { parameters: Params; requestBody?: never; responses: Responses }

export interface paths {
  '/api/v1/setup': {
    post: Call<
      {
        setupToken: string
        organization: { name: string }
        administrator: { name: string; email: string; password: string; locale: Locale }
        sampleCompany: boolean
      },
      Answer<Record<string, never>>
    >
  }
  '/api/v1/session': {
    get: BareCall<Answer<{ member: Member; organization: { id: string; name: string }; can: string[] }>>
    post: Call<{ email: string; password: string; totp?: string }, Answer<{ member: Member }>>
    delete: BareCall<NoContent>
  }
  '/api/v1/account': { patch: Call<{ locale: Locale }, Answer<{ member: Member }>> }
  '/api/v1/account/password': { put: Call<{ currentPassword: string; newPassword: string }, NoContent> }
  '/api/v1/account/totp': { post: BareCall<Answer<{ otpauthUri: string; secret: string }>> }
  '/api/v1/account/totp/confirm': { post: Call<{ code: string }, Answer<{ recoveryCodes: string[] }>> }
  '/api/v1/account/sessions': { get: BareCall<Answer<{ items: SessionRow[] }>>; delete: BareCall<NoContent> }
}
