/** A thousand stories from nothing: the check alone, then everything, pages included. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { writeCorpus } from '#lib/corpus/corpus.ts';
import { extent } from './extent.ts';
import { type Figures, lines } from './figures.ts';

const count = extent(1000, 100);
const folder = '.data/bench/corpus';

export async function bench(): Promise<Figures> {
  rmSync(folder, { recursive: true, force: true });
  await writeCorpus({ folder: `${folder}/content`, count, seed: 1 });
  const check = timed('check', `${folder}/data-check`);
  rmSync('.next', { recursive: true, force: true }); // Cold: without a build either.
  const press = timed('press', `${folder}/data`);
  const again = timed('press', `${folder}/data`);
  const row = (what: string, figure: number) => ({ what, figure, unit: 's' });
  const caption = `${count} stories`;
  return {
    tables: [
      lines(caption, [
        row('check, cold', check),
        row('content, build, edition, all pages and the newest cards, cold', press),
        row('the same again, nothing changed', again),
      ]),
    ],
  };
}

function timed(command: string, dataDir: string): number {
  const started = performance.now();
  execFileSync(process.execPath, ['cli/newsroom.js', command], {
    env: { ...process.env, CONTENT_DIR: `${folder}/content`, DATA_DIR: dataDir, FINISH_AHEAD: String(count) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return (performance.now() - started) / 1000;
}
