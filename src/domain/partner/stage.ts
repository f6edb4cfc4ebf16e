import type { RiskLevel } from '../risk/level.ts'

/** Stage of the relationship with a partner. */
export const PARTNER_STAGES = ['candidate', 'contracted', 'ending', 'archived'] as const
export type PartnerStage = (typeof PARTNER_STAGES)[number]

/** What can be done with the stage. */
export const STAGE_MOVES = ['contract', 'decline', 'end', 'resume', 'archive', 'reopen'] as const
export type StageMove = (typeof STAGE_MOVES)[number]

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

/** Levels that need the check before a contract unless the policy in force says otherwise (domain rules §1). */
export const CHECKED_LEVELS: readonly RiskLevel[] = ['R3', 'R4']

/** The moves that can start from a stage. */
export function movesFrom(stage: PartnerStage): StageMove[] {
  return STAGE_MOVES.filter((move) => MOVES[move].from === stage)
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
