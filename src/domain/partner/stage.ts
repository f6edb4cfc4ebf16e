import type { RiskLevel } from '../risk/level.ts'

/** Stage of the relationship with a partner. */
export type PartnerStage = 'candidate' | 'contracted' | 'ending' | 'archived'

/** What can be done with the stage. */
export type StageMove = 'contract' | 'decline' | 'end' | 'resume' | 'archive' | 'reopen'

/** What a stage move is judged by. */
export type StageFacts = {
  readonly level: RiskLevel | null
  /** The check before the contract is done and its decision kept. */
  readonly checkPassed: boolean
  /** An exception from the check was approved. */
  readonly exceptionApproved: boolean
  /** The off-boarding run is complete. */
  readonly offboardingDone: boolean
}

const MOVES: Readonly<Record<StageMove, { readonly from: PartnerStage; readonly to: PartnerStage }>> = {
  contract: { from: 'candidate', to: 'contracted' },
  decline: { from: 'candidate', to: 'archived' },
  end: { from: 'contracted', to: 'ending' },
  resume: { from: 'ending', to: 'contracted' },
  archive: { from: 'ending', to: 'archived' },
  reopen: { from: 'archived', to: 'candidate' },
}

/** Moves a partner to another stage. A candidate of a checked level (R3–R4 by default), or one not rated, is contracted only with a check or an approved exception; archiving needs the off-boarding run. */
export function moveStage(
  stage: PartnerStage,
  move: StageMove,
  facts: StageFacts,
  checkedLevels: readonly RiskLevel[],
):
  | { readonly ok: true; readonly next: PartnerStage }
  | { readonly ok: false; readonly reason: 'wrong_stage' | 'check_needed' | 'unrated' | 'offboarding_open' } {
  const { from, to } = MOVES[move]
  if (stage !== from) return { ok: false, reason: 'wrong_stage' }
  if (move === 'contract' && !facts.checkPassed && !facts.exceptionApproved) {
    if (facts.level === null) return { ok: false, reason: 'unrated' }
    if (checkedLevels.includes(facts.level)) return { ok: false, reason: 'check_needed' }
  }
  if (move === 'archive' && !facts.offboardingDone) return { ok: false, reason: 'offboarding_open' }
  return { ok: true, next: to }
}
