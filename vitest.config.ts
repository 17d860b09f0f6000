/** Unit tests stand beside what they test. */
import { defineConfig } from 'vitest/config';

const tests = '*.test.{ts,tsx}';
/** Rooms whose tests only call functions: they share what they have imported, which takes longer than they do. */
const plain = [
  `{components,reader}/**/${tests}`,
  `lib/{dates,desk,edition,feeds,geography,history,http,metadata,search,unfurl,words}/**/${tests}`,
];
const all = `{bench,cli,components,deploy,house,lib,reader,research}/**/${tests}`;

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'plain', include: plain, isolate: false } },
      { extends: true, test: { name: 'apart', include: [all], exclude: plain } },
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
