/**
 * Finds a browser for the tests: Playwright's own, else a Chromium of the system, else installs one. The one without
 * windows (headless shell) does the same in half the processor time, and goes first.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type LaunchOptions } from '@playwright/test';

const withoutWindows = '/usr/bin/chromium-headless-shell';
const systemBrowsers = [
  withoutWindows,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
/** Nothing but the pages under test may be asked for, and root has no sandbox. */
const args = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

export type Browser = Pick<LaunchOptions, 'executablePath' | 'args'>;

/** Launch options of the browser that is there, installed now if none is. Throws with what was tried if none can be had. */
export function findBrowser(kind?: 'with windows'): Browser {
  const found = installed(kind) ?? install(kind);
  if (process.env.TEST_WORKER_INDEX === undefined) process.stdout.write(`Browser: ${found}\n`);
  return found === chromium.executablePath() ? { args } : { args, executablePath: found };
}

function installed(kind?: 'with windows'): string | undefined {
  const all = [process.env.CHROME_PATH, chromium.executablePath(), ...systemBrowsers];
  const candidates = kind ? all.filter((file) => file !== withoutWindows) : all;
  return candidates.find((file) => file !== undefined && existsSync(file));
}

function install(kind?: 'with windows'): string {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say('No browser found. Asking Playwright to download Chromium.');
  if (runs('npx', ['playwright', 'install', 'chromium'])) {
    const found = installed(kind);
    if (found) return found;
  }
  say('That failed. Trying the system packages "chromium-headless-shell" and "chromium".');
  const isKnown = runs('apt-get', ['update']);
  for (const name of isKnown ? ['chromium-headless-shell', 'chromium'] : []) {
    const found = runs('apt-get', ['install', '-y', '--no-install-recommends', name]) && installed(kind);
    if (found) return found;
  }
  throw new Error(
    'The browser tests need a Chromium and could not install one. Install Chrome or Chromium, or set CHROME_PATH to it.',
  );
}

function runs(command: string, argv: string[]): boolean {
  try {
    execFileSync(command, argv, { stdio: ['ignore', 'inherit', 'inherit'], timeout: 600_000 });
    return true;
  } catch {
    return false;
  }
}
