/** Unit tests stand beside what they test. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{bench,cli,components,deploy,house,lib,reader,research}/**/*.test.{ts,tsx}'],
    env: { TZ: 'UTC' },
    testTimeout: 30_000,
    // What a test started takes its time to stop on a busy machine.
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Only when asked for: newsroom test --coverage.
    coverage: {
      provider: 'v8',
      include: ['{cli,components,lib,reader}/**/*.{ts,tsx}'],
      reporter: ['text-summary', 'json-summary'],
      reportsDirectory: 'artefacts/coverage',
    },
  },
});
