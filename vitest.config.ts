/** Unit tests stand beside what they test. */
import { defineConfig } from 'vitest/config';

/** Files that put something else in a module's place: what they import must be their own. */
const apart = ['lib/cards/serve.failure.test.ts'];
const all = '{bench,cli,components,deploy,house,lib,reader,research}/**/*.test.{ts,tsx}';

export default defineConfig({
  test: {
    projects: [
      // To import what they test takes longer than most tests do: they share it.
      { extends: true, test: { name: 'together', include: [all], exclude: apart, isolate: false } },
      { extends: true, test: { name: 'apart', include: apart } },
    ],
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
