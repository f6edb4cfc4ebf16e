import type { Maturity } from './levels.ts'

export type ScorePoint = { when: string; score: number; maturity: Maturity; expected?: boolean }
export type ScoreBand = { maturity: Maturity; from: number }
