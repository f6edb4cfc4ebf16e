import { defineConfig } from 'vitest/config'

const forks = { pool: 'forks', maxWorkers: 2 } as const

export default defineConfig({
  test: {
    ...forks,
    reporters: ['default'],
    projects: [
      {
        test: {
          ...forks,
          name: 'domain',
          include: ['src/domain/**/*.test.ts', 'catalog/**/*.test.ts', 'src/platform/sheets/**/*.test.ts'],
        },
      },
      {
        test: {
          ...forks,
          name: 'features',
          include: ['src/**/*.test.ts'],
          exclude: ['src/domain/**', 'src/platform/sheets/**'],
          testTimeout: 20_000,
        },
      },
      { test: { ...forks, name: 'house', include: ['test/house/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { ...forks, name: 'journeys', include: ['test/journeys/**/*.test.ts'], testTimeout: 120_000 } },
    ],
  },
})
