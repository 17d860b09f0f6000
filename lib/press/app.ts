/** The Next.js app as a child process on a private address: built, started, asked for pages, stopped. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { asEnvironment, type Settings } from '#lib/settings/settings.ts';

export const distDir = '.next';
/** Next.js's own command, from the project's folder. */
export const nextCommand = path.join('node_modules', 'next', 'dist', 'bin', 'next');
const environment = (settings: Settings) => ({
  ...process.env,
  ...asEnvironment(settings),
  TZ: 'UTC',
  NODE_ENV: 'production' as const,
  NEXT_TELEMETRY_DISABLED: '1',
});

/**
 * Pictures come and go by the megabyte in many threads. By itself glibc keeps memory apart for each thread and
 * holds on to it: two arenas, and large pieces given back at once, keep the app small (decision 7 has the
 * figures). Other systems ignore this.
 */
const modestMemory = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};

export type Harvest = Readonly<{
  prerenders: readonly {
    address: string;
    file: string;
    status: number;
    headers: Record<string, string | string[]>;
  }[];
  assets: readonly { address: string; file: string }[];
}>;

/** Runs `next build`. Throws with the build's output if it fails. */
export async function buildApp(projectDir: string, settings: Settings): Promise<void> {
  const build = spawn(process.execPath, [nextCommand, 'build'], {
    cwd: projectDir,
    env: { ...environment(settings), CONTENT_PREPARED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk;
  };
  build.stdout.on('data', keep);
  build.stderr.on('data', keep);
  const code = await new Promise((resolve) => build.on('close', resolve));
  if (code !== 0) throw new Error(`next build failed:\n${stripVTControlCharacters(output).slice(-8000)}`);
}

export function readHarvest(projectDir: string): Harvest {
  return JSON.parse(readFileSync(path.join(projectDir, distDir, 'harvest.json'), 'utf8')) as Harvest;
}

/** A running app. */
export type App = Readonly<{
  port: number;
  process: ChildProcess;
  /** Renders an address anew, `query` is what stands behind it, as it is. Throws if the app can't, or answers with an unexpected status. */
  render: (address: string, query?: string) => Promise<Rendered>;
  stop: () => Promise<void>;
}>;
export type Rendered = Readonly<{ status: number; type: string; body: Buffer }>;

/** The app has ended by itself, or somebody has ended it: another one may do better. */
export class AppFell extends Error {}

/** What the app renders from: the edition that readers see, or the content that the press has prepared for the next. */
export type Renders = 'live' | 'next';

/** Starts `next start` on a free port of 127.0.0.1 and waits until it answers. */
export async function startApp(projectDir: string, settings: Settings, renders: Renders): Promise<App> {
  const manifest = path.join(projectDir, distDir, 'prerender-manifest.json');
  if (!existsSync(manifest)) throw new Error('There is no build. Run: npm start');
  const { preview } = JSON.parse(readFileSync(manifest, 'utf8')) as { preview: { previewModeId: string } };
  const port = await freePort();
  const withParent = pathToFileURL(path.join(projectDir, 'lib', 'press', 'with-parent.js')).href;
  const argv = ['--import', withParent, nextCommand, 'start', '-H', '127.0.0.1', '-p', String(port)];
  const child = spawn(process.execPath, argv, {
    cwd: projectDir,
    env: { ...modestMemory, ...environment(settings), RENDER_EDITION: renders },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk).slice(-4000);
  });
  const origin = `http://127.0.0.1:${port}`;
  for (let attempt = 0; ; attempt++) {
    if (hasEnded(child)) throw new AppFell(withComplaints('The app did not start', complaints));
    const answer = await fetch(`${origin}/api/health`).catch(() => undefined);
    if (answer?.ok) break;
    if (attempt > 600) throw new Error(withComplaints('The app did not answer within a minute', complaints));
    await wait(100);
  }
  const fell = new Promise<never>((_, reject) => {
    const say = () => reject(new AppFell(withComplaints('The app stopped while it rendered', complaints)));
    if (hasEnded(child)) say();
    else child.once('exit', say);
  });
  fell.catch(() => {}); // Only those who wait for a page want to know.
  return {
    port,
    process: child,
    // In Next.js's draft mode a page is made for this answer alone. By the header that has it made anew it would also be
    // taken apart for a router that we don't have, and copied for a cache.
    async render(address, query = '') {
      const ask = async () => {
        const answer = await fetch(origin + encodeURI(address) + query, {
          headers: { cookie: `__prerender_bypass=${preview.previewModeId}`, 'accept-encoding': 'identity' },
          redirect: 'manual',
        });
        return { answer, body: Buffer.from(await answer.arrayBuffer()) };
      };
      // A connection breaks a moment before its process is known to have ended. If that lives, it was an idle connection
      // that it closed just when we asked.
      const { answer, body } = await ask()
        .catch(() => Promise.race([fell, wait(untilKnown).then(ask)]))
        .catch((cause) => Promise.race([fell, brokenOff(address, cause)]));
      if (answer.status !== 200)
        throw new Error(
          withComplaints(`${address} could not be rendered (status ${answer.status})`, complaints),
        );
      return { status: answer.status, type: answer.headers.get('content-type') ?? '', body };
    },
    stop: () => stopProcess(child),
  };
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

/** What happened, and what the app has said of it if it has said anything. */
const withComplaints = (what: string, complaints: string) =>
  complaints.trim() === '' ? what : `${what}:\n${complaints.trim()}`;

/** In milliseconds. */
const untilKnown = 1_000;

async function brokenOff(address: string, { message, cause }: Error): Promise<never> {
  await wait(untilKnown);
  const why = cause instanceof Error ? cause.message : message;
  throw new Error(`${address} could not be rendered: the app broke off (${why})`);
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  const slow = setTimeout(() => child.kill('SIGKILL'), 3000);
  await ended;
  clearTimeout(slow);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
