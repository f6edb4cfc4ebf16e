import { useMemo, useState } from 'react'
import { type Problem, problemOf } from '../lib/problem.ts'

export type FieldProblem = { id: string; message: string; label?: string }

/** What the server refused, each line at its field: the label is said where the line stands apart from the field. */
export const refusedFields = (problem: Problem, labels: Record<string, string>, prefix = ''): FieldProblem[] =>
  problem.fields.map(({ field, message }) => {
    const name = field.split('.')[0] ?? field
    return { id: prefix + name, message, label: labels[name] ?? field }
  })

/** What has to be put right in a form: missed before sending, or refused by the server field by field. */
export const useProblems = (error: Error | null, labels: Record<string, string>, prefix = '') => {
  const [missing, setMissing] = useState<readonly FieldProblem[]>([])
  // The summary takes the focus when its list changes, so typing must not make a new one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other labels (another language) are no new problem
  const problems = useMemo(
    () => [...missing, ...(error === null ? [] : refusedFields(problemOf(error), labels, prefix))],
    [missing, error, prefix],
  )
  return [problems, setMissing] as const
}

export const errorOf = (problems: readonly FieldProblem[], id: string): { error?: string } => {
  const message = problems.find((problem) => problem.id === id)?.message
  return message === undefined ? {} : { error: message }
}
