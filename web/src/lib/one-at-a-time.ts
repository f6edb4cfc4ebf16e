/** Lets an act run once: pressed again while it is on its way, it does nothing. */
export const oneAtATime = <A extends unknown[]>(
  act: (...args: A) => Promise<void>,
): ((...args: A) => Promise<void>) => {
  let running = false
  return async (...args) => {
    if (running) return
    running = true
    try {
      await act(...args)
    } finally {
      running = false
    }
  }
}
