import type { Sample } from './sample.ts'

export type Run = { status: number; words: string }
export type Trial = {
  operation: string
  method: string
  /** Whether the path names a row. */
  namesRow: boolean
  /** Whether the request looks for rows, so that a stranger rightly finds none. */
  searches: boolean
  reach: Sample['reach']
  canary: string
  strangers: Record<string, Run>
  /** What proves the effect, read after the strangers and before the owner. */
  early: string | null
  owner: Run & { proof: string | null }
}

export const COLLEAGUE = 'an unassigned colleague'

const ok = (status: number) => status >= 200 && status < 300

const strangerFaults = (trial: Trial, who: string, run: Run): string[] => {
  const { method, namesRow, canary } = trial
  const faults = run.words.includes(canary) ? [`${who} was shown the row`] : []
  // Refused before any row is looked for, so that it tells nothing about rows.
  if (trial.reach === 'whole' && who === COLLEAGUE && run.status === 403) return faults
  // A link leads to one request: where no row is named, its holder reads and writes that one.
  if (trial.reach === 'portal' && !namesRow)
    return run.status < 500 ? faults : [...faults, `${who} was answered ${run.status}`]
  if (namesRow && run.status !== 404) faults.push(`${who} was answered ${run.status}, not 404`)
  else if (!namesRow && (method === 'GET' || trial.searches) && run.status !== 404 && !ok(run.status))
    faults.push(`${who} was answered ${run.status}, neither 404 nor an empty list`)
  else if (!namesRow && method !== 'GET' && !trial.searches && ![404, 422].includes(run.status))
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
    ...(trial.early?.includes(trial.canary) === true ? ['strangers had the effect, or the proof proves nothing'] : []),
    ...ownerFaults(trial),
  ].map((fault) => `${trial.operation}: ${fault}`)
