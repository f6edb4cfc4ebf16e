import type { Proposal } from './assessment-queries.ts'
import type { Wish } from './FairnessFields.tsx'

export type SetKey = NonNullable<Proposal['set']>
export type Sets = Readonly<Record<string, SetKey>>

/** The set chosen for a partner, else the one proposed where there is one. */
export const setFor = (proposal: Pick<Proposal, 'partnerId' | 'set' | 'reason'>, sets: Sets): SetKey | undefined =>
  sets[proposal.partnerId] ?? (proposal.reason === 'level' ? (proposal.set ?? undefined) : undefined)

/** Whether a request says something else now than what was saved of it. */
export const isChanged = (wish: Wish, saved: Wish): boolean => {
  const { necessity, scope, method, helpOffered, deadline, equivalentAccepted, reviewReason } = wish
  const said = { necessity, scope, method, helpOffered, deadline, equivalentAccepted, reviewReason }
  return Object.entries(said).some(([key, value]) => saved[key as keyof Wish] !== value)
}

/** What a fair request still lacks, in the order of the form. */
export const missingIn = (wish: Wish): ('necessity' | 'scope' | 'method' | 'deadline')[] => {
  const texts = (['necessity', 'scope', 'method'] as const).filter((key) => wish[key].trim() === '')
  return wish.deadline === null ? [...texts, 'deadline'] : texts
}
