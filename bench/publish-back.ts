/** The way back: from a command at the terminal until readers have it. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Line } from './figures.ts';
import { median, type Portal, type PortalOptions, settingsOf } from './portal.ts';

const times = 5;

/** `change` publishes a change to a story's file and resolves when readers have it. */
export async function wayBack(
  { origin }: Portal,
  options: PortalOptions,
  files: readonly string[],
  change: (file: string) => Promise<void>,
): Promise<Line[]> {
  const took: Record<'rollback' | 'takedown' | 'restore', number[]> = {
    rollback: [],
    takedown: [],
    restore: [],
  };
  for (const file of files.slice(0, times)) {
    const slug = path.basename(file, '.mdx');
    const ask = () => fetch(`${origin}/articles/${slug}`);
    const pageNow = async () => (await ask()).text();
    const old = await pageNow();
    await change(file);
    took.rollback.push(await until(['rollback'], options, async () => (await pageNow()) === old));
    await change(file);
    took.takedown.push(
      await until(
        ['takedown', slug, '--reason', 'A test.'],
        options,
        async () => (await ask()).status === 410,
      ),
    );
    took.restore.push(await until(['restore', slug], options, async () => (await ask()).status === 200));
  }
  const wanted = { rollback: 'at most 1,000', takedown: 'at most 5,000', restore: undefined };
  return (Object.keys(took) as (keyof typeof took)[]).flatMap((name) => {
    const what = `newsroom ${name}, from the command until readers have it`;
    return [
      { what: `${what}, median`, figure: median(took[name]), unit: 'ms' },
      { what: `${what}, at most`, figure: Math.max(...took[name]), unit: 'ms', wanted: wanted[name] },
    ];
  });
}

/** Runs a command; milliseconds until something is so. Throws if the command fails. */
async function until(
  argv: readonly string[],
  options: PortalOptions,
  isSo: () => Promise<boolean>,
): Promise<number> {
  const from = performance.now();
  const child = spawn(process.execPath, ['cli/newsroom.js', ...argv], {
    env: settingsOf(options),
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  while (!(await isSo())) {
    if (child.exitCode) throw new Error(`newsroom ${argv.join(' ')} ended with ${child.exitCode}`);
    await wait(20);
  }
  const took = performance.now() - from;
  await ended;
  return took;
}
