import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'demarches/**/*.test.ts',
      'test/journeys/**/*.test.ts',
      'test/faults/**/*.test.ts',
      'test/e2e/**/*.test.ts',
      'test/house/**/*.test.ts',
    ],
    environment: 'node',
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
