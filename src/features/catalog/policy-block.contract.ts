import { z } from 'zod'
import { localisedText, PlainDateText, Source } from './document.contract.ts'

export const RiskLevel = z
  .enum(['R0', 'R1', 'R2', 'R3', 'R4'])
  .describe('Level of inherent risk, R0 acceptable to R4 top.')
export const MaturityBand = z
  .enum(['M1', 'M2', 'M3', 'M4', 'M5'])
  .describe('Maturity band, M1 not in place to M5 optimised.')
export const months = (what: string) => z.int().min(1).max(120).describe(`${what}, in months.`)
export const origin = {
  source: Source,
  effectiveFrom: PlainDateText.describe('First day on which this block applies.'),
}
export const named = {
  label: localisedText(30).describe('Name shown to people.'),
  meaning: localisedText(200).describe('What it means, in one sentence.'),
}
