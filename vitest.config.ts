/** Unit tests stand beside what they test. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{cli,components,deploy,lib,reader,research}/**/*.test.{ts,tsx}'],
    env: { TZ: 'UTC' },
    testTimeout: 30_000,
    // What a test started takes its time to stop on a busy machine.
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
