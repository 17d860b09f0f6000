/** Browser tests against the production build: our own content on one port, difficult content on another. */
import { defineConfig } from '@playwright/test';
import { findBrowser } from './e2e/support/browser.ts';
import { difficult, real } from './e2e/support/sites.ts';

const browser = findBrowser();

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'artefacts/e2e',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  reporter: [['list'], ['json', { outputFile: 'artefacts/e2e.json' }]],
  use: {
    baseURL: real.origin,
    launchOptions: browser,
    timezoneId: 'America/New_York',
    locale: 'en-GB',
    // What it asks for would be in the way of tests that watch requests; offline.spec.ts is about it.
    serviceWorkers: 'block',
  },
  webServer: {
    command: 'node --import tsx e2e/support/serve.ts',
    url: `${difficult.origin}/`,
    timeout: 300_000,
    reuseExistingServer: !process.env.CI,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
