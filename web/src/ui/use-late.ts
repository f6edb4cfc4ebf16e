import { useEffect, useState } from 'react'

const patience = 300

/** True once `waiting` has lasted 300 ms; quick answers never show a skeleton. */
export const useLate = (waiting: boolean): boolean => {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!waiting) {
      setLate(false)
      return
    }
    const timer = setTimeout(() => setLate(true), patience)
    return () => clearTimeout(timer)
  }, [waiting])
  return late
}
