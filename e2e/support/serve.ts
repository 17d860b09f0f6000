/** Starts both test portals, one after the other since they share a build, and serves them until stopped. */
import { spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { writeCorpus } from '#lib/corpus/corpus.ts';
import { writeLanguageStories } from './languages.ts';
import { changingSlug, entriesBefore, liveSlug, writeLiveStory } from './live.ts';
import { difficult, environmentOf, outgoingLog, real, type TestSite } from './sites.ts';

const command = 'cli/newsroom.js';
/** Enough for a second page of a section. */
const syntheticStories = 205;

rmSync(difficult.contentDir, { recursive: true, force: true });
// A new edition each time: what an earlier run finished late would hide that a page can't be finished.
rmSync(difficult.dataDir, { recursive: true, force: true });
await writeCorpus({ folder: difficult.contentDir, count: syntheticStories, seed: 7 });
cpSync('e2e/difficult', difficult.contentDir, { recursive: true });
writeLanguageStories(difficult.contentDir);
for (const slug of [liveSlug, changingSlug])
  writeLiveStory(difficult.contentDir, slug, entriesBefore(Date.now()));
rmSync(outgoingLog, { force: true });
// Nobody has read anything yet.
rmSync(path.join(real.dataDir, 'audience'), { recursive: true, force: true });
for (const site of [real, difficult]) await serve(site);

/** Starts a portal and waits until it answers; if it stops by itself, so do the tests. */
async function serve(site: TestSite): Promise<void> {
  const server = spawn(process.execPath, [command, 'start'], { env: environmentOf(site), stdio: 'inherit' });
  let stopping = false;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      stopping = true;
      server.kill('SIGTERM');
    });
  }
  server.once('exit', (code) => {
    if (!stopping) process.exit(code || 1);
  });
  while (!(await fetch(`${site.origin}/api/health`).catch(() => undefined))?.ok) await wait(200);
}
