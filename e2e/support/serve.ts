/** Makes both test portals' editions, one after the other since they share a build, then serves them until stopped. */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { writeCorpus } from '#lib/corpus/corpus.ts';
import { difficult, environmentOf, real, type TestSite } from './sites.ts';

const command = 'cli/newsroom.js';
const syntheticStories = 60;

rmSync(difficult.contentDir, { recursive: true, force: true });
// A new edition each time: what an earlier run finished late would hide that a page can't be finished.
rmSync(difficult.dataDir, { recursive: true, force: true });
await writeCorpus({ folder: difficult.contentDir, count: syntheticStories, seed: 7 });
cpSync('e2e/difficult', difficult.contentDir, { recursive: true });
for (const site of [real, difficult]) press(site);
const servers = [real, difficult].map((site) =>
  spawn(process.execPath, [command, 'start'], { env: environmentOf(site), stdio: 'inherit' }),
);
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    for (const server of servers) server.kill('SIGTERM');
  });
}

function press(site: TestSite): void {
  execFileSync(process.execPath, [command, 'press'], { env: environmentOf(site), stdio: 'inherit' });
}
