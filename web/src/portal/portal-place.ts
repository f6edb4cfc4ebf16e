import { useSyncExternalStore } from 'react'

export type Place =
  | { page: 'start' | 'about' | 'overview' | 'delegates' | 'result' }
  | { page: 'question'; key: string }
  | { page: 'messages'; key: string | null }

const KEY = /^[a-z0-9-]{2,48}$/

/** Reads a place from what stands after # in the address; a link's secret is no place. */
export const readPlace = (hash: string): Place => {
  const [page, key = ''] = hash.replace(/^#\//, '').split('/')
  if (page === 'q' && KEY.test(key)) return { page: 'question', key }
  if (page === 'messages') return { page, key: KEY.test(key) ? key : null }
  if (page === 'about' || page === 'overview' || page === 'delegates' || page === 'result') return { page }
  return { page: 'start' }
}

/** The secret of a mailed link, if the address carries one. */
export const tokenIn = (hash: string): string | null => {
  const text = hash.replace(/^#/, '')
  return text.startsWith('/') || text.length < 20 ? null : text.slice(0, 200)
}

export const hrefOf = (place: Place): string => {
  if (place.page === 'question') return `#/q/${place.key}`
  if (place.page === 'messages') return place.key === null ? '#/messages' : `#/messages/${place.key}`
  return place.page === 'start' ? '#/' : `#/${place.page}`
}

export const goTo = (place: Place): void => {
  window.location.hash = hrefOf(place)
}

const subscribe = (changed: () => void) => {
  window.addEventListener('hashchange', changed)
  return () => window.removeEventListener('hashchange', changed)
}

export const useHash = (): string => useSyncExternalStore(subscribe, () => window.location.hash)
