import { useRef, useState } from 'react'
import { oneAtATime } from './one-at-a-time.ts'

/** The same for a screen: the act as it was drawn last. */
export const useOneAtATime = <A extends unknown[]>(act: (...args: A) => Promise<void>) => {
  const latest = useRef(act)
  latest.current = act
  const [run] = useState(() => oneAtATime((...args: A) => latest.current(...args)))
  return run
}
