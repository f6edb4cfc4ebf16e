import { describe, expect, it } from 'vitest'
import { policy } from './policy.fixture.ts'
import { companySize, engagementLevel, proposeProfile } from './profile.ts'
import { rateEngagement } from './rating.ts'

const zeros = Object.fromEntries(policy.factors.map(({ key }) => [key, 0]))
const rated = (answers: Record<string, number>) => rateEngagement(policy, [], { ...zeros, ...answers })

describe('profiles by industry and size', () => {
  it.each([
    ['it', 301, 'R4', 3],
    ['it', 300, 'R3', 6],
    ['manufacturing', 1000, 'R3', 6],
    ['manufacturing', 20, 'R2', 12],
    ['logistics', 5000, 'R2', 12],
    ['logistics', null, 'R2', 12],
    ['staffing', 10, 'R3', 6],
    ['consulting', 10, 'R3', 3],
  ] as const)('%s with %s employees: %s, audit every %i months', (industry, employees, level, auditMonths) => {
    expect(proposeProfile(policy, { industry, employees }, rated({}))?.profile).toMatchObject({ level, auditMonths })
  })

  it.each([
    ['bakery', 10],
    ['it', null],
    [null, 10],
  ])('proposes nothing for %s with %s employees', (industry, employees) => {
    expect(proposeProfile(policy, { industry, employees }, rated({}))).toBeNull()
  })

  it.each([
    [300, 'small'],
    [301, 'large'],
    [null, null],
  ] as const)('%s employees are %s', (employees, size) => {
    expect(companySize(policy, employees)).toBe(size)
  })

  it.each([
    ['nothing supports it', {}, 'R0', null, []],
    ['a high fee and no substitute do not support it', { fee: 1, replace: 2 }, 'R0', null, []],
    ['data supports it', { data: 2 }, 'R4', 'R4', ['data']],
    ['a connection supports it', { connection: 3 }, 'R4', 'R4', ['connection']],
    ['the stop impact supports it', { stop: 2 }, 'R4', 'R4', ['stop']],
  ])('binds only where %s', (_, answers, level, floor, supportedBy) => {
    const rating = rated(answers)
    const proposal = proposeProfile(policy, { industry: 'it', employees: 400 }, rating)
    expect(proposal).toMatchObject({ binds: supportedBy.length > 0, supportedBy })
    expect(engagementLevel(rating, proposal)).toEqual({ level, floor })
  })

  it('never lowers the level of the grid and shows no floor then', () => {
    const rating = rated({ data: 3, stop: 3, connection: 3, exposure: 3, maturity: 3, history: 3 })
    const proposal = proposeProfile(policy, { industry: 'logistics', employees: 20 }, rating)
    expect(engagementLevel(rating, proposal)).toEqual({ level: 'R4', floor: null })
  })

  it('leaves an incomplete rating unrated', () => {
    const rating = rateEngagement(policy, [], { data: 3 })
    const proposal = proposeProfile(policy, { industry: 'it', employees: 400 }, rating)
    expect(proposal?.binds).toBe(false)
    expect(engagementLevel(rating, proposal)).toBeNull()
  })
})
