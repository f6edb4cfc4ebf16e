import { useQuery } from '@tanstack/react-query'
import { api, body } from './api.ts'

/** How many assessments need someone of ours now: answers to read, dates that passed and mails that could not be sent. */
export const useAssessmentsNeedingMe = (): { count: number; overdue: boolean } => {
  const status = useQuery({
    queryKey: ['assessments', 'status', {}],
    queryFn: () => body(api.GET('/api/v1/assessments/status', { params: { query: {} } })),
    refetchInterval: 120_000,
  }).data
  return { count: status?.needing ?? 0, overdue: (status?.overdue ?? 0) > 0 }
}
