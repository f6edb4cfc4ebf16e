import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const Partner = z.strictObject({
  code: z.string(),
  name: z.string(),
  reading: z.string(),
  nameEn: z.string(),
  industry: z.string(),
  address: z.string(),
  employees: z.number(),
  kind: z.enum(['supplier', 'contractor', 'subsidiary']),
  unit: z.string(),
  work: z.string(),
  country: z.string(),
})
const Work = z.strictObject({
  purpose: z.string(),
  services: z.string(),
  classes: z.array(z.string()),
  people: z.number(),
  fee: z.number(),
  stop: z.number(),
  replace: z.number(),
  exposure: z.number(),
  incident: z.number().optional(),
  connections: z.array(z.string()),
})
export type SamplePartner = z.infer<typeof Partner>
export type SampleWork = z.infer<typeof Work>

const read = (name: string): unknown => parse(readFileSync(join(import.meta.dirname, name), 'utf8'))

export const samplePartners = (): SamplePartner[] =>
  z.strictObject({ partners: z.array(Partner) }).parse(read('partners.yaml')).partners

export const sampleWorks = (): Record<string, SampleWork> =>
  z.strictObject({ works: z.record(z.string(), Work) }).parse(read('works.yaml')).works

/** Where a sample partner's story stands today. */
export type Story =
  | 'unrated'
  | 'triaged'
  | 'rated'
  | 'draft'
  | 'open'
  | 'overdue'
  | 'returned'
  | 'submitted'
  | 'confirmed'

const CYCLE: readonly Story[] = [
  'confirmed',
  'submitted',
  'confirmed',
  'overdue',
  'confirmed',
  'open',
  'confirmed',
  'returned',
  'confirmed',
  'open',
  'confirmed',
  'confirmed',
  'rated',
  'submitted',
  'confirmed',
  'overdue',
  'confirmed',
  'draft',
  'triaged',
  'unrated',
]

/** The story of the n-th partner: fixed, so that every sample company is alike. */
export const storyOf = (index: number): Story => CYCLE[index % CYCLE.length] ?? 'rated'

/** A steady figure between 0 and 99 from a text: stands in for chance, so that the sample never changes. */
export const steady = (text: string): number => {
  let sum = 7
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 100_003
  return sum % 100
}
