import type { z } from 'zod'
import { type ProblemWords, parseDocument, problemAt } from './document.contract.ts'
import { policyConsistency } from './policy-consistency.contract.ts'
import { PolicyShape } from './policy-shape.contract.ts'

export const LevelPolicy = PolicyShape.superRefine((policy, context) => {
  for (const check of policyConsistency)
    check(policy, (path, en, ja) => context.addIssue(problemAt(path, en, ja, policy)))
})

export type LevelPolicyDocument = z.infer<typeof LevelPolicy>

/** Reads the policy of levels, maturity, cycles and reviews from the catalogue. */
export const parseLevelPolicy = (value: unknown, words?: ProblemWords) => parseDocument(LevelPolicy, value, words)
