import { useSyncExternalStore } from 'react'

const phone = window.matchMedia('(max-width: 699px)')

const subscribe = (changed: () => void) => {
  phone.addEventListener('change', changed)
  return () => phone.removeEventListener('change', changed)
}

/** True below 700 px, where tables become two-line rows and side content moves below. */
export const usePhone = (): boolean => useSyncExternalStore(subscribe, () => phone.matches)
