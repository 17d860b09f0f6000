/** Starts a portal of its own for a bench, and stops it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

/** `pid`: the process that was started; it may have started others. */
export type Portal = Readonly<{ origin: string; pid: number; stop: () => Promise<void> }>;
export type PortalOptions = Readonly<{
  port: number;
  dataDir: string;
  contentDir?: string;
  /** Pages finished before serving; the portal's own default if it isn't said. */
  finishAhead?: number;
  /** Other settings, as environment variables. */
  more?: Readonly<Record<string, string>>;
}>;

/** The environment of a portal and of commands that concern it. */
export const settingsOf = ({ port, dataDir, contentDir = 'content', finishAhead, more }: PortalOptions) => ({
  ...process.env,
  ...more,
  ...(finishAhead === undefined ? {} : { FINISH_AHEAD: String(finishAhead) }),
  PORT: String(port),
  HOST: '127.0.0.1',
  SITE_URL: `http://127.0.0.1:${port}`,
  DATA_DIR: dataDir,
  CONTENT_DIR: contentDir,
  TZ: 'UTC',
  NEXT_TELEMETRY_DISABLED: '1',
});

/** The newsstand with the app behind it, as `npm start` runs it. */
export function startPortal(options: PortalOptions, flags: readonly string[] = []): Promise<Portal> {
  return started([process.execPath, 'cli/newsroom.js', 'start', ...flags], options);
}

/** The same build by Next.js alone. A portal must have been started before, so that there is one. */
export function startNext(options: PortalOptions): Promise<Portal> {
  const next = 'node_modules/next/dist/bin/next';
  return started([process.execPath, next, 'start', '-H', '127.0.0.1', '-p', String(options.port)], options);
}

async function started([program = '', ...argv]: string[], options: PortalOptions): Promise<Portal> {
  const env = { ...settingsOf(options), NODE_ENV: 'production' as const };
  const child = spawn(program, argv, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const origin = `http://127.0.0.1:${options.port}`;
  while (!(await fetch(`${origin}/api/health`).catch(() => undefined))?.ok) {
    if (hasEnded(child)) throw new Error(`${argv.join(' ')} stopped`);
    await wait(200);
  }
  return { origin, pid: child.pid ?? 0, stop: () => stopped(child) };
}

export type Started = Readonly<{
  folder: string;
  program: string;
  argv: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** What answers once it runs. */
  url: string;
}>;

/** Another server in a folder of its own, once it answers. Throws with its last words if it ends before. */
export async function startProgram({ folder, program, argv, env, url }: Started): Promise<Portal> {
  const child = spawn(program, argv, {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'production', TZ: 'UTC', NEXT_TELEMETRY_DISABLED: '1', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  child.once('error', (error) => {
    said += error.message;
  });
  while (((await fetch(url).catch(() => undefined))?.status ?? 500) >= 500) {
    if (hasEnded(child) || child.pid === undefined)
      throw new Error(`${program} ${argv.join(' ')} didn't start: ${said.trim()}`);
    await wait(50);
  }
  return { origin: new URL(url).origin, pid: child.pid ?? 0, stop: () => stopped(child) };
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

async function stopped(child: ChildProcess): Promise<void> {
  if (hasEnded(child) || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  await ended;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which a share (0 to 1) of some values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
