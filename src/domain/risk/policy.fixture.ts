import type { PlainDate } from '../time.ts'
import type { EngagementFacts } from './facts.ts'
import type { RiskPolicy } from './policy.ts'

/** A literal policy for tests: the shipped grid, thresholds and profiles, with facts and triage of its own. */
export const policy: RiskPolicy = {
  factors: [
    {
      key: 'data',
      axis: 'impact',
      max: 3,
      source: {
        by: 'data',
        classes: { public: 0, internal: 1, personal: 2, confidential: 3 },
        volumes: { small: 0, large: 1 },
        personalCount: [
          { atLeast: 1, points: 1 },
          { atLeast: 1001, points: 2 },
          { atLeast: 100_000, points: 3 },
        ],
      },
    },
    { key: 'stop', axis: 'impact', max: 3, source: { by: 'answer' } },
    {
      key: 'connection',
      axis: 'impact',
      max: 3,
      source: {
        by: 'connections',
        kinds: { vpn: 2, api: 1, file_share: 1, edi: 0, cloud: 1 },
        directions: { inbound: 1, outbound: 0, both: 1 },
        alwaysOn: 1,
      },
    },
    { key: 'replace', axis: 'impact', max: 2, source: { by: 'answer' } },
    { key: 'fee', axis: 'impact', max: 1, source: { by: 'fee', steps: [{ atLeast: 10_000_000, points: 1 }] } },
    { key: 'exposure', axis: 'likelihood', max: 3, source: { by: 'answer' } },
    {
      key: 'industry',
      axis: 'likelihood',
      max: 2,
      source: { by: 'industry', industries: { it: 2, manufacturing: 1 }, other: 0 },
    },
    {
      key: 'maturity',
      axis: 'likelihood',
      max: 3,
      source: { by: 'maturity', bands: { M1: 3, M2: 3, M3: 2, M4: 1, M5: 0 }, unassessed: null },
    },
    { key: 'history', axis: 'likelihood', max: 3, source: { by: 'answer' } },
    { key: 'overseas', axis: 'likelihood', max: 3, source: { by: 'overseas' } },
  ],
  thresholds: { impact: { mid: 4, high: 8 }, likelihood: { mid: 4, high: 9 } },
  grid: {
    low: { low: 'R0', mid: 'R1', high: 'R2' },
    mid: { low: 'R1', mid: 'R2', high: 'R3' },
    high: { low: 'R2', mid: 'R3', high: 'R4' },
  },
  largeAboveEmployees: 300,
  profiles: [
    { industry: 'it', size: 'large', level: 'R4', auditMonths: 3 },
    { industry: 'it', size: 'small', level: 'R3', auditMonths: 6 },
    { industry: 'manufacturing', size: 'large', level: 'R3', auditMonths: 6 },
    { industry: 'manufacturing', size: 'small', level: 'R2', auditMonths: 12 },
    { industry: 'logistics', size: 'any', level: 'R2', auditMonths: 12 },
    { industry: 'staffing', size: 'any', level: 'R3', auditMonths: 6 },
    { industry: 'consulting', size: 'any', level: 'R3', auditMonths: 3 },
  ],
  profileSupport: [
    { factor: 'data', atLeast: 2 },
    { factor: 'connection', atLeast: 2 },
    { factor: 'stop', atLeast: 2 },
  ],
  triage: [
    { connected: true, sensitiveData: true, level: 'R4' },
    { connected: true, level: 'R3' },
    { sensitiveData: true, stopsWithinDay: true, level: 'R3' },
    { sensitiveData: true, level: 'R2' },
    { stopsWithinDay: true, level: 'R2' },
    { connected: false, sensitiveData: false, stopsWithinDay: false, level: 'R0' },
  ],
  star: {
    default: 3,
    rules: [
      { key: 'confidential', star: 4, allOf: [{ factor: 'data', atLeast: 2 }], onPartnerSystems: true },
      { key: 'stop', star: 4, allOf: [{ factor: 'stop', atLeast: 3 }], onPartnerSystems: false },
      { key: 'connects', star: 4, allOf: [{ factor: 'connection', atLeast: 2 }], onPartnerSystems: false },
    ],
    confidentialClasses: ['personal', 'confidential'],
    enteringDirections: ['inbound', 'both'],
  },
}

/** Facts of a harmless, fully known domestic engagement, for tests. */
export const quietFacts: EngagementFacts = {
  dataClasses: [],
  dataVolume: null,
  personalDataCount: 0,
  onPartnerSystems: false,
  connections: [],
  yearlyFee: 1_200_000,
  overseas: [],
  maturity: 'M5',
  industry: 'logistics',
  employees: 40,
}

/** A date for tests. */
export const day = (text: string): PlainDate => text as PlainDate
