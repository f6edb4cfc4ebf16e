import type { Item } from './assessment-queries.ts'

type Decidable = { key: string; answer: unknown; review: { decision: string } | null }

/** How many given answers are decided, which are not, and which go back to the partner. */
export const decidedOf = (items: readonly Decidable[]) => {
  const answered = items.filter(({ answer }) => answer !== null)
  const open = answered.filter(({ review }) => review === null)
  return {
    all: answered.length,
    decided: answered.length - open.length,
    open: open.map(({ key }) => key),
    returned: items.filter(({ review }) => review?.decision === 'returned').map(({ key }) => key),
  }
}

/** Given answers, not yet decided, that say what they said last time. */
export const sameAsBefore = (items: readonly Item[]): Item[] =>
  items.filter(
    ({ answer, previous, review, changed, keyItem }) =>
      answer !== null && previous !== null && review === null && !changed && (!keyItem || answer.files.length > 0),
  )

/** The question after this one, or before it, round the end; only among the given keys when there are any. */
export const stepFrom = (keys: readonly string[], from: string, by: 1 | -1): string => {
  const at = keys.indexOf(from)
  return keys[(at + by + keys.length) % keys.length] ?? from
}

/** The first question still to decide after this one, else the first of all. */
export const nextOpen = (order: readonly string[], open: readonly string[], from: string): string => {
  const at = order.indexOf(from)
  return [...order.slice(at + 1), ...order.slice(0, at + 1)].find((key) => open.includes(key)) ?? from
}
