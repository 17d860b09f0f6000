/** Tests that take minutes: storms, floods, disks that fail. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{cli,deploy,lib,e2e}/**/*.test.long.ts'],
    env: { TZ: 'UTC' },
    testTimeout: 1_800_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
  },
});
