import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, body } from '../lib/api.ts'
import { SearchBox } from '../shell/SearchBox.tsx'
import { levelOf } from '../ui/levels.ts'

const MOST = 6
const PAUSE_MS = 150

/** Finds partners by name, kana, number or code on the server, from every page of the console. */
export function GlobalSearch() {
  const navigate = useNavigate()
  const [words, setWords] = useState('')
  const [settled] = useDebouncedValue(words.trim(), PAUSE_MS)
  const found = useQuery({
    queryKey: ['partners', 'found', settled],
    queryFn: () => body(api.GET('/api/v1/partners', { params: { query: { q: settled, limit: MOST } } })),
    enabled: settled !== '',
  })
  const hits = (found.data?.items ?? []).map((row) => ({
    id: row.id,
    name: row.name,
    meta: [row.code ?? '', row.address].filter((text) => text !== '').join('　'),
    level: levelOf(row.level),
  }))
  const isNow = settled === words.trim()
  const state = settled === '' ? 'idle' : found.error ? 'failed' : found.data && isNow ? 'ready' : 'loading'
  return (
    <SearchBox
      words={words}
      onWords={setWords}
      hits={hits}
      state={state}
      onOpen={({ id }) => void navigate({ to: '/partners/$id', params: { id } })}
      onList={(q) => void navigate({ to: '/partners', search: { q } })}
    />
  )
}
