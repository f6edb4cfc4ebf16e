import type { Locale } from '../lib/locale.ts'

export type SetupEntries = {
  organizationName: string
  name: string
  email: string
  password: string
  locale: Locale
  sample: 'yes' | 'no'
}

export const setupSteps = ['organization', 'administrator', 'language', 'sample', 'secondFactor'] as const
export type SetupStep = (typeof setupSteps)[number]

export const passwordLength = 12

type EntryProblem = { id: string; text: 'missing' | 'email' | 'short' }

const missing = (entries: SetupEntries, ids: readonly ('organizationName' | 'name' | 'email' | 'password')[]) =>
  ids.filter((id) => entries[id].trim() === '').map((id): EntryProblem => ({ id, text: 'missing' }))

/** What has to be put right before leaving a step; the server checks the same again. */
export const setupProblems = (step: SetupStep, entries: SetupEntries): EntryProblem[] => {
  if (step === 'organization') return missing(entries, ['organizationName'])
  if (step !== 'administrator') return []
  const found = missing(entries, ['name', 'email', 'password'])
  const open = (id: string) => found.every((problem) => problem.id !== id)
  if (open('email') && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(entries.email.trim()))
    found.push({ id: 'email', text: 'email' })
  if (open('password') && [...entries.password].length < passwordLength) found.push({ id: 'password', text: 'short' })
  return found
}

export const nextSetupStep = (step: SetupStep): SetupStep => setupSteps[setupSteps.indexOf(step) + 1] ?? step
export const previousSetupStep = (step: SetupStep): SetupStep => setupSteps[setupSteps.indexOf(step) - 1] ?? step
