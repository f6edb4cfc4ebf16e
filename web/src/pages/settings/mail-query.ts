import { queryOptions } from '@tanstack/react-query'
import { api, body } from '../../lib/api.ts'

export const mailQuery = queryOptions({
  queryKey: ['settings', 'mail'],
  queryFn: () => body(api.GET('/api/v1/settings/mail')),
})
