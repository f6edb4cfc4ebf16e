/** Why the database refused a statement, as far as anything is done about it. */
const CODES = { taken: '23505', referred: '23503' } as const

/** Whether the database refused because a value is taken, or because another row refers to the one to be removed. */
export const refusedBecause = (error: unknown, why: keyof typeof CODES): boolean => {
  // The query builder wraps what the driver says.
  for (let at = error; at instanceof Error; at = at.cause) if ('code' in at && at.code === CODES[why]) return true
  return false
}

/** Says in the caller's words that a value is taken, also when somebody else was faster by a moment. */
export const orTaken = async <T>(work: Promise<T>, refusal: () => Error): Promise<T> => {
  try {
    return await work
  } catch (error) {
    throw refusedBecause(error, 'taken') ? refusal() : error
  }
}
