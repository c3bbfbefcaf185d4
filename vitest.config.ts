import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// `unit` needs nothing; `integration` runs on the embedded database, or on the PostgreSQL server that
// TEST_DATABASE_URL names, where it creates and drops databases of its own; `live` needs other people's software and
// is run by `npm run test:live` alone.
export default defineConfig({
  test: {
    // One fewer than there are processors is the default, which on two means one after the other.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: 'test/support/database-template.ts',
          // A fresh embedded database takes seconds on a busy machine with two cores.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          // The console of the built service in a real browser; skipped where there is none.
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/support/database-template.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          // A real helpdesk, set up for the purpose; see test/live.
          name: 'live',
          include: ['test/live/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
