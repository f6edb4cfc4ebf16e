/** Inherent risk of a partner, R0 acceptable to R4 top (domain rules §1). */
export type RiskLevel = 'R0' | 'R1' | 'R2' | 'R3' | 'R4'

/** Place on one axis of the matrix. */
export type AxisBand = 'low' | 'mid' | 'high'

/** All levels in rising order. */
export const RISK_LEVELS: readonly RiskLevel[] = ['R0', 'R1', 'R2', 'R3', 'R4']

/** All bands of an axis in rising order: rows and columns of the stored grid. */
export const AXIS_BANDS: readonly AxisBand[] = ['low', 'mid', 'high']

/** The higher of two levels. */
export function higherLevel(a: RiskLevel, b: RiskLevel): RiskLevel {
  return a >= b ? a : b
}
