/** Starts a portal of its own for a bench, and stops it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

export type Portal = Readonly<{ origin: string; stop: () => Promise<void> }>;
type Options = Readonly<{ port: number; dataDir: string; contentDir?: string }>;

const settings = ({ port, dataDir, contentDir = 'content' }: Options) => ({
  ...process.env,
  PORT: String(port),
  HOST: '127.0.0.1',
  SITE_URL: `http://127.0.0.1:${port}`,
  DATA_DIR: dataDir,
  CONTENT_DIR: contentDir,
  TZ: 'UTC',
  NEXT_TELEMETRY_DISABLED: '1',
});

/** The newsstand with the app behind it, as `npm start` runs it. */
export function startPortal(options: Options): Promise<Portal> {
  return started([process.execPath, 'cli/newsroom.js', 'start'], options);
}

/** The same build by Next.js alone. A portal must have been started before, so that there is one. */
export function startNext(options: Options): Promise<Portal> {
  const next = 'node_modules/next/dist/bin/next';
  return started([process.execPath, next, 'start', '-H', '127.0.0.1', '-p', String(options.port)], options);
}

async function started([program = '', ...argv]: string[], options: Options): Promise<Portal> {
  const env = { ...settings(options), NODE_ENV: 'production' as const };
  const child = spawn(program, argv, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const origin = `http://127.0.0.1:${options.port}`;
  while (!(await fetch(`${origin}/api/health`).catch(() => undefined))?.ok) {
    if (child.exitCode !== null) throw new Error(`${argv.join(' ')} stopped`);
    await wait(200);
  }
  return { origin, stop: () => stopped(child) };
}

async function stopped(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  await ended;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
