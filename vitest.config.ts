import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

/** Files that measure durations, or count on an answer within one: nothing else runs beside them. */
const timed = [
  'src/platform/session/password.test.ts',
  'test/journeys/enumeration.test.ts',
  'test/faults/**/*.test.ts',
  'test/e2e/hurry.test.ts',
]

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // Browsers and mails are waited for more than they compute: on two cores, three files at once take less than 0.7 of the time
    // of one after the other.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        extends: true,
        test: {
          name: 'ordinary',
          include: [
            'src/**/*.test.{ts,tsx}',
            'demarches/**/*.test.ts',
            'test/journeys/**/*.test.ts',
            'test/e2e/**/*.test.ts',
            'test/house/**/*.test.ts',
          ],
          exclude: [...configDefaults.exclude, ...timed],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'timed', include: timed, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
    environment: 'node',
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
