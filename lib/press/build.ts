/** Builds the app where the build is of other code. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { writeWhole } from '#lib/disk/write.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { buildApp, distDir, type Harvest, readHarvest } from './app.ts';

type Job = Readonly<{ settings: Settings; projectDir: string; report: (line: string) => void }>;

const isBuilding = /Another next build process is already running/;

/**
 * Gives what the build left if it was made now, of the content that is prepared; nothing if the one that is there will do.
 * If another process builds in this folder, waits for it: its build is as good as ours. Throws with Next.js's output.
 */
export async function freshBuild(job: Job, code: string): Promise<Harvest | undefined> {
  const { projectDir, settings, report } = job;
  if (builtCode(projectDir) === code) return undefined;
  report('Building the app (about half a minute).');
  try {
    await buildApp(projectDir, settings);
  } catch (error) {
    if (!isBuilding.test((error as Error).message)) throw error;
    report('Another process is building; waiting for it.');
    await wait(3000);
    return freshBuild(job, code);
  }
  writeWhole(stampOf(projectDir), code);
  return readHarvest(projectDir);
}

/** The state of the code that the build is of. */
export function builtCode(projectDir: string): string | undefined {
  const stamp = stampOf(projectDir);
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined;
}

const stampOf = (projectDir: string) => path.join(projectDir, distDir, 'newsroom-code');
