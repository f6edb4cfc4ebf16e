import { useQuery } from '@tanstack/react-query'
import { api, body } from './api.ts'

/** How many requests wait for the reader's judgement, for the menu. */
export const useWaitingApprovals = (): number =>
  useQuery({
    queryKey: ['approvals', 'waiting'],
    queryFn: () => body(api.GET('/api/v1/approvals/waiting')),
    refetchInterval: 120_000,
  }).data?.count ?? 0
