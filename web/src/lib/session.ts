import { QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api, body } from './api.ts'
import { type Locale, showLocale } from './locale.ts'
import { problemOf } from './problem.ts'

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: false,
        // Only a server that was not reached is asked again; a refusal stays a refusal.
        retry: (count, error) => count < 2 && problemOf(error).status === 0,
      },
    },
  })

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => body(api.GET('/api/v1/session')),
  staleTime: 60_000,
})

export const useSession = () => useQuery(sessionQuery).data

export const useSignOut = (then: () => void) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/session')),
    onSuccess: () => {
      client.clear()
      then()
    },
  })
}

/** Shows the language at once and keeps it with the member, so that it follows to other devices. */
export const useLanguageChoice = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (locale: Locale) => {
      await showLocale(locale)
      await body(api.PATCH('/api/v1/account', { body: { locale } }))
      // Words of the catalogue come with the data, so everything on the page is read again.
      await client.invalidateQueries()
    },
  })
}
