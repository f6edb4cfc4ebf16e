import type { RiskLevel } from '../risk/level.ts'

/** Maturity from the checklist, M1 not in place to M5 optimised (domain rules §2). */
export type MaturityBand = 'M1' | 'M2' | 'M3' | 'M4' | 'M5'

/** All bands in rising order. */
export const MATURITY_BANDS: readonly MaturityBand[] = ['M1', 'M2', 'M3', 'M4', 'M5']

/** What happens next with a partner of a band; `months` is the rhythm of looking again. */
export type NextStep = {
  readonly code: string
  readonly months: number
  readonly help: 'none' | 'offered' | 'active'
  /** A person decides on the relationship; nothing ends by itself. */
  readonly personDecides: boolean
}

/** One version of the rules that turn answers into a score; filled from the catalogue. */
export type MaturityPolicy = {
  /** Lowest score in points (0–100) of each band above M1. */
  readonly bandsFrom: Readonly<Record<Exclude<MaturityBand, 'M1'>, number>>
  /** Bands from `needsFrom` up need evidence on every applicable key item; without it the band stops at `cappedAt`. */
  readonly keyEvidence: { readonly needsFrom: MaturityBand; readonly cappedAt: MaturityBand }
  /** Share of not-applicable items (per cent) above which a person looks. */
  readonly notApplicableFlagAbove: number
  /** Drop in points since the last confirmed score that calls for a reaction; null: no threshold for the level. */
  readonly drop: Readonly<Record<RiskLevel, { readonly points: number; readonly reaction: string } | null>>
  readonly nextStep: Readonly<Record<MaturityBand, NextStep>>
}
