/** Of several questions on their way, only the one asked last has a say: an answer that comes after a newer question is undefined. */
export const newestOnly = () => {
  let asked = 0
  return async <T>(answer: Promise<T>): Promise<T | undefined> => {
    asked += 1
    const own = asked
    const given = await answer
    return own === asked ? given : undefined
  }
}
