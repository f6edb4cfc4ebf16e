import { problemOf } from '../lib/problem.ts'
import type { DataTableProps } from './table-types.ts'

type Asked = { isPending: boolean; error: Error | null; refetch: () => unknown }

/** How a list stands with the question that fills it: on its way, or failed, with what to say and another try. */
export const listState = (
  asked: Asked,
  what: string,
  loading = asked.isPending,
): Pick<DataTableProps<unknown>, 'loading' | 'problem'> => ({
  loading,
  ...(asked.error === null
    ? {}
    : { problem: { what, problem: problemOf(asked.error), retry: () => void asked.refetch() } }),
})
