import type { Sample } from './sample.ts'

export type Run = { status: number; words: string }
export type Trial = {
  operation: string
  method: string
  /** Whether the path names a row. */
  namesRow: boolean
  reach: Sample['reach']
  canary: string
  strangers: Record<string, Run>
  owner: Run & { proof: string | null }
}

const ok = (status: number) => status >= 200 && status < 300

const strangerFaults = (trial: Trial, who: string, run: Run): string[] => {
  const { method, namesRow, canary } = trial
  const faults = run.words.includes(canary) ? [`${who} was shown the row`] : []
  if (namesRow && run.status !== 404) faults.push(`${who} was answered ${run.status}, not 404`)
  else if (!namesRow && method === 'GET' && run.status !== 404 && !ok(run.status))
    faults.push(`${who} was answered ${run.status}, neither 404 nor an empty list`)
  else if (!namesRow && method !== 'GET' && ![404, 422].includes(run.status))
    faults.push(`${who} was answered ${run.status} for rows that are not theirs`)
  return faults
}

const ownerFaults = ({ owner, canary }: Trial): string[] => {
  if (!ok(owner.status)) return [`the owner was refused: ${owner.status} ${owner.words.slice(0, 300)}`]
  const shown = owner.proof ?? owner.words
  return shown.includes(canary) ? [] : ["the owner's answer does not hold the row's canary"]
}

/** What a route's trial proves wrong; strangers ran first, so the owner's success also shows that they changed nothing. */
export const faultsOf = (trial: Trial): string[] =>
  [
    ...Object.entries(trial.strangers).flatMap(([who, run]) => strangerFaults(trial, who, run)),
    ...ownerFaults(trial),
  ].map((fault) => `${trial.operation}: ${fault}`)
