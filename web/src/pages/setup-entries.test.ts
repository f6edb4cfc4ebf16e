import { expect, test } from 'vitest'
import { nextSetupStep, previousSetupStep, type SetupEntries, setupProblems, setupSteps } from './setup-entries.ts'

const good: SetupEntries = {
  organizationName: '東嶺電機株式会社',
  name: '藤野 美咲',
  email: 'fujino@example.jp',
  password: '青い傘と静かな朝の台帳帖',
  locale: 'ja',
  sample: 'yes',
}

test.each(setupSteps)('complete entries pass the step %s', (step) => expect(setupProblems(step, good)).toEqual([]))

test.each([
  ['organization', { organizationName: '　' }, [{ id: 'organizationName', text: 'missing' }]],
  ['administrator', { name: '' }, [{ id: 'name', text: 'missing' }]],
  ['administrator', { email: 'fujino@' }, [{ id: 'email', text: 'email' }]],
  ['administrator', { email: '' }, [{ id: 'email', text: 'missing' }]],
  ['administrator', { password: 'elevenchars' }, [{ id: 'password', text: 'short' }]],
] as const)('%s with %j says what to put right', (step, part, problems) =>
  expect(setupProblems(step, { ...good, ...part })).toEqual(problems),
)

test('the steps lead forth and back without running over the ends', () => {
  expect(setupSteps.slice(1)).toEqual(setupSteps.slice(0, -1).map(nextSetupStep))
  expect(nextSetupStep('secondFactor')).toBe('secondFactor')
  expect(previousSetupStep('organization')).toBe('organization')
})
