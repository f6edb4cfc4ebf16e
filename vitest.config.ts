import { defineConfig } from 'vitest/config'

const forks = { pool: 'forks', maxWorkers: 2 } as const
const globalSetup = ['./test/support/global-database.ts']
// In each process of tests, before the first test brings in the tables.
const setupFiles = ['./test/support/package-loading.ts']
const pure = ['src/domain/**/*.test.ts', 'src/platform/sheets/**/*.test.ts']

export default defineConfig({
  test: {
    ...forks,
    projects: [
      { test: { ...forks, name: 'domain', include: pure } },
      { test: { ...forks, name: 'web', include: ['web/src/**/*.test.ts'] } },
      {
        test: {
          ...forks,
          name: 'features',
          include: ['src/**/*.test.ts'],
          exclude: pure,
          globalSetup,
          setupFiles,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...forks,
          name: 'house',
          include: ['test/house/**/*.test.ts'],
          globalSetup,
          setupFiles,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...forks,
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
